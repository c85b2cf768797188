#include "graph/json_text.hpp"

#include <fmt/format.h>

namespace atl::graph {

void append_quoted(std::string& json, std::string_view text)
{
    constexpr unsigned char first_plain = 0x20;
    json += '"';
    for (char const c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < first_plain) {
            json += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
            json += c;
        }
    }
    json += '"';
}

}  // namespace atl::graph
