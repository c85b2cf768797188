#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "atoll/core/error.hpp"

namespace atl::comm {

/// Content of a message: plain bytes in the memory layout of this build. All ranks run the same
/// build.
using Body = std::vector<std::byte>;

/// Appends values to a message.
class ByteWriter {
  public:
    template <typename T>
    void put(T const& value)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        auto const* const raw = reinterpret_cast<std::byte const*>(&value);
        body_.insert(body_.end(), raw, raw + sizeof(T));
    }

    void put_bytes(std::span<std::byte const> bytes)
    {
        put(static_cast<std::uint64_t>(bytes.size()));
        body_.insert(body_.end(), bytes.begin(), bytes.end());
    }

    void put_text(std::string_view text) { put_bytes(std::as_bytes(std::span{text})); }

    template <typename T>
    void put_all(std::span<T const> values)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        put_bytes(std::as_bytes(values));
    }

    [[nodiscard]] std::size_t size() const noexcept { return body_.size(); }
    [[nodiscard]] Body take() && { return std::move(body_); }

  private:
    Body body_;
};

/// Reads what a ByteWriter wrote, in the same order.
class ByteReader {
  public:
    explicit ByteReader(std::span<std::byte const> bytes) : rest_(bytes) {}

    /// \throws Error{internal} when fewer bytes are left.
    template <typename T>
    [[nodiscard]] T get()
    {
        static_assert(std::is_trivially_copyable_v<T>);
        T value;
        std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
        return value;
    }

    /// The bytes stay where they are: valid as long as the message.
    [[nodiscard]] std::span<std::byte const> get_bytes()
    {
        auto const size = get<std::uint64_t>();
        return take(size);
    }

    [[nodiscard]] std::string get_text()
    {
        auto const bytes = get_bytes();
        return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
    }

    template <typename T>
    [[nodiscard]] std::vector<T> get_all()
    {
        auto const bytes = get_bytes();
        std::vector<T> values(bytes.size() / sizeof(T));
        if (!values.empty()) {
            std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
        }
        return values;
    }

    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

  private:
    std::span<std::byte const> take(std::uint64_t size)
    {
        if (size > rest_.size()) {
            throw Error{ErrorKind::internal, "a message between ranks ends too early"};
        }
        auto const taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }

    std::span<std::byte const> rest_;
};

}  // namespace atl::comm
