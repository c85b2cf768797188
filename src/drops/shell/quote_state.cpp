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

std::string with_backslashes(std::string_view text, std::string_view special)
{
    return replace_each(text, special, [](char c) { return std::string{'\\'} + c; });
}

std::string quote_for(QuoteState state, std::string_view text)
{
    switch (state) {
        case QuoteState::outside:
            return process::shell_quote(text);
        case QuoteState::in_single_quotes:
            return replace_each(text, "'", [](char) { return std::string{"'\\''"}; });
        case QuoteState::in_double_quotes:
            return with_backslashes(text, "\"\\$`");
    }
    return std::string{text};
}

}  // namespace

void QuoteTracker::advance(std::string_view text)
{
    for (char const c : text) {
        if (escaped_) {
            escaped_ = false;
            after_dollar_ = false;
            continue;
        }
        take(c);
        after_dollar_ = c == '$' && state_ != QuoteState::in_single_quotes;
    }
}

void QuoteTracker::take(char c)
{
    if (state_ == QuoteState::in_single_quotes) {
        state_ = c == '\'' ? QuoteState::outside : state_;
        return;
    }
    if (take_backquote(c)) {
        return;
    }
    if (c == '(' && after_dollar_) {
        begin(false);
    } else if (state_ == QuoteState::in_double_quotes) {
        escaped_ = c == '\\';
        state_ = c == '"' ? QuoteState::outside : state_;
    } else {
        take_outside(c);
    }
}

void QuoteTracker::take_outside(char c)
{
    bool const counts = !open_.empty() && !open_.back().backquotes;
    if (c == '\\') {
        escaped_ = true;
    } else if (c == '\'') {
        state_ = QuoteState::in_single_quotes;
    } else if (c == '"') {
        state_ = QuoteState::in_double_quotes;
    } else if (c == '(' && counts) {
        ++open_.back().parentheses;
    } else if (c == ')' && counts && --open_.back().parentheses == 0) {
        end();
    }
}

bool QuoteTracker::take_backquote(char c)
{
    if (c != '`') {
        return false;
    }
    if (!open_.empty() && open_.back().backquotes) {
        end();
    } else {
        begin(true);
    }
    return true;
}

void QuoteTracker::begin(bool backquotes)
{
    open_.push_back({state_, backquotes, 1});
    state_ = QuoteState::outside;
}

void QuoteTracker::end()
{
    state_ = open_.back().around;
    open_.pop_back();
}

std::string QuoteTracker::quote(std::string_view text) const
{
    auto quoted = quote_for(state_, text);
    // Within backquotes the shell takes backslashes away before it reads the command.
    for (auto place = open_.rbegin(); place != open_.rend(); ++place) {
        if (place->backquotes) {
            bool const in_double_quotes = place->around == QuoteState::in_double_quotes;
            quoted = with_backslashes(quoted, in_double_quotes ? "\\$`\"" : "\\$`");
        }
    }
    return quoted;
}

}  // namespace atl::drops
