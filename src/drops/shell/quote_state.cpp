#include "drops/shell/quote_state.hpp"

#include "atoll/process/command_line.hpp"

namespace atl::drops {
namespace {

/// \p text with \p replacement for each of \p special.
template <typename Replacement>
std::string replace_each(std::string_view text, std::string_view special, Replacement replacement)
{
    std::string result;
    for (char const c : text) {
        if (special.find(c) == std::string_view::npos) {
            result += c;
        } else {
            result += replacement(c);
        }
    }
    return result;
}

}  // namespace

void QuoteTracker::advance(std::string_view text) noexcept
{
    for (char const c : text) {
        if (escaped_) {
            escaped_ = false;
            continue;
        }
        switch (state_) {
            case QuoteState::outside:
                escaped_ = c == '\\';
                state_ = c == '\''  ? QuoteState::in_single_quotes
                         : c == '"' ? QuoteState::in_double_quotes
                                    : state_;
                break;
            case QuoteState::in_single_quotes:
                state_ = c == '\'' ? QuoteState::outside : state_;
                break;
            case QuoteState::in_double_quotes:
                escaped_ = c == '\\';
                state_ = c == '"' ? QuoteState::outside : state_;
                break;
        }
    }
}

std::string quote_for(QuoteState state, std::string_view text)
{
    auto const close_and_reopen = [](char) { return std::string{"'\\''"}; };
    switch (state) {
        case QuoteState::outside:
            return process::shell_quote(text);
        case QuoteState::in_single_quotes:
            return replace_each(text, "'", close_and_reopen);
        case QuoteState::in_double_quotes:
            return replace_each(text, "\"\\$`", [](char c) { return std::string{'\\'} + c; });
    }
    return std::string{text};
}

}  // namespace atl::drops
