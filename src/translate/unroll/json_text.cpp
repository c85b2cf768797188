#include "translate/unroll/json_text.hpp"

#include <fmt/format.h>

namespace atl::translate {

void append_json_text(std::string_view value, std::string& text)
{
    for (char const c : value) {
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            text += fmt::format("\\u{:04x}", static_cast<int>(c));
        } else {
            text += c;
        }
    }
}

}  // namespace atl::translate
