#include "drops/codec/big_integer.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

constexpr std::size_t int64_bytes = 8;

/// Magnitude, little-endian bytes.
using Magnitude = std::vector<unsigned>;

[[nodiscard]] bool is_negative(std::string_view bytes)
{
    return !bytes.empty() && (static_cast<unsigned char>(bytes.back()) & 0x80U) != 0;
}

/// Two's complement negated in place.
void negate(std::string& bytes)
{
    unsigned carry = 1;
    for (auto& byte : bytes) {
        auto const sum = (static_cast<unsigned char>(byte) ^ 0xFFU) + carry;
        byte = static_cast<char>(sum & 0xFFU);
        carry = sum >> 8U;
    }
}

/// Drops the bytes at the end that only repeat the sign.
void shorten(std::string& bytes)
{
    while (bytes.size() > 1) {
        auto const last = static_cast<unsigned char>(bytes.back());
        auto const sign_below = static_cast<unsigned char>(bytes[bytes.size() - 2]) & 0x80U;
        if (!(last == 0 && sign_below == 0) && !(last == 0xFF && sign_below != 0)) {
            break;
        }
        bytes.pop_back();
    }
}

}  // namespace

PyValue integer_from_bytes(std::string_view bytes)
{
    std::string shortest{bytes};
    shorten(shortest);
    if (shortest.size() > int64_bytes) {
        auto shared = std::make_shared<std::string const>(std::move(shortest));
        return PyValue{PyValue::BigInteger{std::move(shared)}};
    }
    std::uint64_t value = is_negative(shortest) ? ~std::uint64_t{0} : 0;
    for (auto byte = shortest.rbegin(); byte != shortest.rend(); ++byte) {
        value = (value << 8U) | static_cast<unsigned char>(*byte);
    }
    return PyValue::integer(static_cast<std::int64_t>(value));
}

std::string integer_to_bytes(std::int64_t value)
{
    if (value == 0) {
        return {};
    }
    std::string bytes;
    for (std::size_t index = 0; index < int64_bytes; ++index) {
        bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * index));
    }
    shorten(bytes);
    return bytes;
}

std::optional<PyValue> integer_from_decimal(std::string_view text)
{
    auto const negative = text.starts_with('-');
    if (negative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || text.size() > max_integer_digits || !std::ranges::all_of(text, is_digit)) {
        return std::nullopt;
    }
    Magnitude magnitude;
    for (auto const digit : text) {
        auto carry = static_cast<unsigned>(digit - '0');
        for (auto& byte : magnitude) {
            carry += byte * 10;
            byte = carry & 0xFFU;
            carry >>= 8U;
        }
        if (carry != 0) {
            magnitude.push_back(carry);
        }
    }
    std::string bytes;
    for (auto const byte : magnitude) {
        bytes += static_cast<char>(byte);
    }
    bytes += '\0';
    if (negative) {
        negate(bytes);
    }
    return integer_from_bytes(bytes);
}

std::string to_decimal(PyValue::BigInteger const& value)
{
    std::string bytes = *value.twos_complement;
    constexpr std::size_t max_bytes = max_integer_digits / 2;  // 2.4 digits each
    auto const negative = is_negative(bytes);
    if (negative) {
        negate(bytes);
    }
    std::string digits;
    while (!bytes.empty() && bytes.size() <= max_bytes) {
        unsigned remainder = 0;
        for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
            auto const part = (remainder << 8U) | static_cast<unsigned char>(*byte);
            *byte = static_cast<char>(part / 10);
            remainder = part % 10;
        }
        digits += static_cast<char>('0' + remainder);
        while (!bytes.empty() && bytes.back() == '\0') {
            bytes.pop_back();
        }
    }
    if (!bytes.empty() || digits.size() > max_integer_digits) {
        throw Error{ErrorKind::io,
                    fmt::format("an integer of {} bytes is too long to be written in decimal",
                                value.twos_complement->size()),
                    fmt::format("integers may have at most {} digits", max_integer_digits)};
    }
    if (negative) {
        digits += '-';
    }
    std::ranges::reverse(digits);
    return digits;
}

}  // namespace atl::drops
