#include "drops/codec/utf8.hpp"

#include <cstring>
#include <optional>

namespace atl::drops {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;
constexpr std::uint32_t code_limit = 0x110000;

/// Takes the first character off \p text; nothing when it is damaged. \pre !text.empty().
[[nodiscard]] std::optional<std::uint32_t> take(std::string_view& text)
{
    auto const lead = static_cast<unsigned char>(text[0]);
    std::size_t const length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || text.size() < length) {
        return std::nullopt;
    }
    auto code = length == 1 ? std::uint32_t{lead} : lead & (0xFFU >> (length + 1));
    for (std::size_t index = 1; index < length; ++index) {
        auto const next = static_cast<unsigned char>(text[index]);
        if ((next & 0xC0U) != 0x80U) {
            return std::nullopt;
        }
        code = (code << 6U) | (next & 0x3FU);
    }
    auto const overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    if (overlong || code >= code_limit) {
        return std::nullopt;
    }
    text.remove_prefix(length);
    return code;
}

}  // namespace

void append_utf8(std::string& out, std::uint32_t code)
{
    auto const tail = [code](unsigned shift) {
        return static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
    };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0U | (code >> 6U));
        out += tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0U | (code >> 12U));
        out += tail(6);
        out += tail(0);
    } else {
        out += static_cast<char>(0xF0U | (code >> 18U));
        out += tail(12);
        out += tail(6);
        out += tail(0);
    }
}

std::string utf8_from_utf32(std::string_view units)
{
    std::string text;
    std::size_t pending_zeros = 0;
    for (std::size_t place = 0; place + sizeof(std::uint32_t) <= units.size();
         place += sizeof(std::uint32_t)) {
        std::uint32_t code = 0;
        std::memcpy(&code, units.data() + place, sizeof code);
        if (code == 0) {
            ++pending_zeros;
            continue;
        }
        text.append(pending_zeros, '\0');
        pending_zeros = 0;
        append_utf8(text, code < code_limit ? code : replacement);
    }
    return text;
}

std::string utf32_from_utf8(std::string_view utf8)
{
    std::string units;
    while (!utf8.empty()) {
        auto const code = take(utf8);
        if (!code) {
            return {};
        }
        units.append(reinterpret_cast<char const*>(&*code), sizeof *code);
    }
    return units;
}

bool is_utf8(std::string_view text)
{
    while (!text.empty()) {
        if (!take(text)) {
            return false;
        }
    }
    return true;
}

bool to_latin1(std::string_view utf8, std::string& out)
{
    while (!utf8.empty()) {
        auto const code = take(utf8);
        if (!code || *code > 0xFF) {
            return false;
        }
        out += static_cast<char>(*code);
    }
    return true;
}

}  // namespace atl::drops
