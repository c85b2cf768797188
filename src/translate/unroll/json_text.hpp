#pragma once

#include <string>
#include <string_view>

namespace atl::translate {

/// Appends \p value to \p text with what JSON strings cannot hold escaped; without quotes.
void append_json_text(std::string_view value, std::string& text);

}  // namespace atl::translate
