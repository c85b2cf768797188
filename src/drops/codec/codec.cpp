#include "atoll/drops/codec.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/codec/utf8.hpp"

namespace atl::drops {
namespace {

/// Protocols 2 and later begin with this byte and their number.
[[nodiscard]] bool looks_like_pickle(std::string_view content)
{
    constexpr char proto = '\x80';
    return content.size() >= 2 && content[0] == proto && content[1] >= 2 && content[1] <= 5 &&
           content.back() == '.';
}

[[nodiscard]] bool looks_like_npy(std::string_view content)
{
    return content.starts_with("\x93NUMPY");
}

[[nodiscard]] std::string checked_utf8(std::string_view content)
{
    if (!is_utf8(content)) {
        throw Error{ErrorKind::io,
                    "the content is not UTF-8 text",
                    "use the encoding 'raw' or 'path' at a port for binary content"};
    }
    return std::string{content};
}

[[nodiscard]] std::string raw_content(PyValue const& value)
{
    if (auto const* const bytes = value.as_bytes()) {
        return *bytes;
    }
    if (auto const* const text = value.as_text()) {
        return *text;
    }
    throw Error{ErrorKind::io,
                fmt::format("a {} cannot be written as raw content", value.type_name()),
                "only text and bytes can; use the encoding 'dill' at this port"};
}

}  // namespace

PyValue decode(std::string_view encoding, std::span<std::byte const> content)
{
    auto const text =
        std::string_view{reinterpret_cast<char const*>(content.data()), content.size()};
    if (looks_like_npy(text)) {
        return PyValue::array(read_npy(content));
    }
    if (looks_like_pickle(text)) {
        return read_pickle(content);
    }
    if (encoding == "npy") {
        return PyValue::array(read_npy(content));
    }
    if (encoding == "eval") {
        return text.empty() ? PyValue{} : parse_literal(text);
    }
    if (encoding == "utf-8" || encoding == "path" || encoding == "dataurl") {
        return PyValue::text(checked_utf8(text));
    }
    if (encoding == "raw" || encoding == "binary") {
        return PyValue::bytes(std::string{text});
    }
    return read_pickle(content);
}

std::string encode(std::string_view encoding, PyValue const& value)
{
    if (encoding == "npy") {
        return write_npy(to_array(value));
    }
    if (encoding == "eval" || encoding == "utf-8") {
        auto const* const text = value.as_text();
        return text != nullptr ? *text : repr(value);
    }
    if (encoding == "raw" || encoding == "binary") {
        return raw_content(value);
    }
    return write_pickle(value);
}

}  // namespace atl::drops
