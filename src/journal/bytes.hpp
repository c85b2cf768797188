#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace atl::journal {

static_assert(std::endian::native == std::endian::little,
              "numbers of a journal are little-endian, and are copied as they are");

using Bytes = std::vector<std::byte>;

/// Bytes do not say what the format allows. Caught by the reader of the segment, which knows where.
class BadBytes : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

template <typename Number>
void put_fixed(Bytes& out, Number number)
{
    static_assert(std::is_integral_v<Number>);
    auto const at = out.size();
    out.resize(at + sizeof number);
    std::memcpy(out.data() + at, &number, sizeof number);
}

inline void put_varint(Bytes& out, std::uint64_t number)
{
    while (number >= 0x80) {
        out.push_back(static_cast<std::byte>(number | 0x80U));
        number >>= 7U;
    }
    out.push_back(static_cast<std::byte>(number));
}

inline void put_text(Bytes& out, std::string_view text)
{
    put_varint(out, text.size());
    auto const* const raw = reinterpret_cast<std::byte const*>(text.data());
    out.insert(out.end(), raw, raw + text.size());
}

/// Takes numbers and texts from the front of some bytes. Each member \throws BadBytes when they end
/// too early.
class ByteCursor {
  public:
    explicit ByteCursor(std::span<std::byte const> bytes) noexcept : rest_(bytes) {}

    template <typename Number>
    [[nodiscard]] Number fixed()
    {
        Number number{};
        std::memcpy(&number, take(sizeof number).data(), sizeof number);
        return number;
    }

    [[nodiscard]] std::uint64_t varint()
    {
        constexpr unsigned bits_a_byte = 7;
        constexpr unsigned most_shift = 63;
        std::uint64_t number = 0;
        for (unsigned shift = 0; shift <= most_shift; shift += bits_a_byte) {
            auto const byte = std::to_integer<std::uint64_t>(take(1).front());
            number |= (byte & 0x7fU) << shift;
            if (byte < 0x80) {
                return number;
            }
        }
        throw BadBytes{"a number has more than ten bytes"};
    }

    /// \throws BadBytes when the number is larger than \p most.
    [[nodiscard]] std::uint64_t varint_to(std::uint64_t most)
    {
        auto const number = varint();
        if (number > most) {
            throw BadBytes{"a number is larger than it may be"};
        }
        return number;
    }

    [[nodiscard]] std::string text()
    {
        auto const bytes = take(varint());
        return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
    }

    [[nodiscard]] std::span<std::byte const> take(std::uint64_t size)
    {
        if (size > rest_.size()) {
            throw BadBytes{"it ends too early"};
        }
        auto const taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }

    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
    [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }

  private:
    std::span<std::byte const> rest_;
};

}  // namespace atl::journal
