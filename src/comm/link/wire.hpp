#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "atoll/comm/byte_io.hpp"

namespace atl::comm {

/// Appends \p value to \p out, least significant byte first.
template <std::unsigned_integral T>
void put(Body& out, T value)
{
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        out.push_back(static_cast<std::byte>(value >> (8 * i)));
    }
}

/// Appends \p text, of which at most \p longest bytes, after its size in 16 bits.
inline void put_short_text(Body& out, std::string_view text, std::size_t longest)
{
    auto const bytes = std::as_bytes(std::span{text.substr(0, longest)});
    put(out, static_cast<std::uint16_t>(bytes.size()));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Reads bytes that nobody vouches for: whoever asks for more than there is gets zeros and empty
/// texts, and complete() is false from then on.
class WireReader {
  public:
    explicit WireReader(std::span<std::byte const> bytes) noexcept : rest_(bytes) {}

    template <std::unsigned_integral T>
    [[nodiscard]] T get() noexcept
    {
        T value{0};
        auto const bytes = take(sizeof(T));
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            value = static_cast<T>(value | (static_cast<T>(bytes[i]) << (8 * i)));
        }
        return value;
    }

    [[nodiscard]] std::string short_text()
    {
        auto const bytes = take(get<std::uint16_t>());
        return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
    }

    /// Everything that is left.
    [[nodiscard]] std::span<std::byte const> rest() noexcept { return take(rest_.size()); }

    [[nodiscard]] bool complete() const noexcept { return complete_; }
    [[nodiscard]] bool at_end() const noexcept { return complete_ && rest_.empty(); }

  private:
    std::span<std::byte const> take(std::size_t size) noexcept
    {
        if (size > rest_.size()) {
            complete_ = false;
            rest_ = {};
            return {};
        }
        auto const taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }

    std::span<std::byte const> rest_;
    bool complete_{true};
};

}  // namespace atl::comm
