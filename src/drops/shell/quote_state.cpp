#include "drops/shell/quote_state.hpp"

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"
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
        case QuoteState::in_dollar_quotes:
            return with_backslashes(text, "'\\");
        case QuoteState::in_here_document:
            return with_backslashes(text, "\\$`");
        case QuoteState::in_comment:
        case QuoteState::in_quoted_here_document:
            break;
    }
    return std::string{text};
}

bool is_here(QuoteState state)
{
    return state == QuoteState::in_here_document || state == QuoteState::in_quoted_here_document;
}

constexpr std::string_view word_ends = " \t\n;&|<>()";

}  // namespace

void QuoteTracker::advance(std::string_view text)
{
    for (char const c : text) {
        if (is_here(state_)) {
            take_here_line(c);
        } else if (reads_here_name_ && take_here_name(c)) {
            continue;
        } else if (escaped_) {
            escaped_ = false;
            last_ = 'x';
        } else {
            take(c);
            last_ = state_ == QuoteState::in_single_quotes ? '\'' : c;
        }
    }
}

void QuoteTracker::take(char c)
{
    less_ = c == '<' && state_ == QuoteState::outside ? less_ + 1 : 0;
    switch (state_) {
        case QuoteState::in_single_quotes:
            state_ = c == '\'' ? QuoteState::outside : state_;
            return;
        case QuoteState::in_dollar_quotes:
            escaped_ = c == '\\';
            state_ = c == '\'' ? QuoteState::outside : state_;
            return;
        case QuoteState::in_comment:
            if (c == '\n') {
                end_line();
            } else if (c == '`' && in(Bracket::backquotes)) {
                end();
            }
            return;
        default:
            break;
    }
    if (take_bracket(c)) {
        return;
    }
    if (state_ == QuoteState::in_double_quotes) {
        escaped_ = c == '\\';
        state_ = c == '"' ? QuoteState::outside : state_;
    } else {
        take_outside(c);
    }
}

void QuoteTracker::take_outside(char c)
{
    bool const begins_word = word_ends.find(last_) != std::string_view::npos || last_ == '`';
    if (c == '\\') {
        escaped_ = true;
    } else if (c == '\'') {
        state_ = last_ == '$' ? QuoteState::in_dollar_quotes : QuoteState::in_single_quotes;
    } else if (c == '"') {
        state_ = QuoteState::in_double_quotes;
    } else if (c == '(' || c == ')') {
        take_parenthesis(c);
    } else if (c == '#' && begins_word && !in(Bracket::braces)) {
        state_ = QuoteState::in_comment;
    } else if (c == '\n') {
        end_line();
    } else if (less_ == 2 && !(in(Bracket::parentheses) && open_.back().arithmetic)) {
        reads_here_name_ = true;
        announced_.emplace_back();
    }
}

void QuoteTracker::take_parenthesis(char c)
{
    if (!in(Bracket::parentheses)) {
        return;
    }
    auto& around = open_.back();
    if (c == '(') {
        around.arithmetic = around.arithmetic || (around.parentheses == 1 && last_ == '(');
        ++around.parentheses;
    } else if (--around.parentheses == 0) {
        end();
    }
}

bool QuoteTracker::take_bracket(char c)
{
    if (take_backquote(c)) {
        return true;
    }
    if (last_ == '$' && (c == '(' || c == '{')) {
        begin(c == '(' ? Bracket::parentheses : Bracket::braces);
        return true;
    }
    if (c == '}' && in(Bracket::braces)) {
        end();
        return true;
    }
    return false;
}

bool QuoteTracker::take_backquote(char c)
{
    if (c != '`') {
        return false;
    }
    if (in(Bracket::backquotes)) {
        end();
    } else {
        begin(Bracket::backquotes);
    }
    return true;
}

bool QuoteTracker::take_here_name(char c)
{
    auto& here = announced_.back();
    if (here_quote_ != '\0') {
        bool const closes = c == here_quote_ || here_quote_ == '\\';
        if (!closes || here_quote_ == '\\') {
            here.end += c;
        }
        here_quote_ = closes ? '\0' : here_quote_;
        return true;
    }
    if (here.end.empty() && !here.quoted && (c == '-' || c == ' ' || c == '\t')) {
        here.strips_tabs = here.strips_tabs || c == '-';
        return true;
    }
    if (c == '\'' || c == '"' || c == '\\') {
        here.quoted = true;
        here_quote_ = c;
        return true;
    }
    if (word_ends.find(c) == std::string_view::npos) {
        here.end += c;
        return true;
    }
    reads_here_name_ = false;
    last_ = 'x';
    if (here.end.empty() && !here.quoted) {  // <<< and the like
        announced_.pop_back();
    }
    return false;
}

void QuoteTracker::take_here_line(char c)
{
    if (c != '\n') {
        line_ += c;
        return;
    }
    auto const& here = announced_.front();
    auto const first = here.strips_tabs ? line_.find_first_not_of('\t') : 0;
    auto const line = first == std::string::npos ? std::string{} : line_.substr(first);
    line_.clear();
    if (line == here.end) {
        announced_.erase(announced_.begin());
        end_line();
    }
}

void QuoteTracker::end_line()
{
    state_ = QuoteState::outside;
    last_ = '\n';
    if (!announced_.empty()) {
        state_ = announced_.front().quoted ? QuoteState::in_quoted_here_document
                                           : QuoteState::in_here_document;
    }
}

void QuoteTracker::begin(Bracket bracket)
{
    open_.push_back({state_, bracket, 1});
    if (bracket != Bracket::braces) {
        state_ = QuoteState::outside;
    }
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
        if (place->bracket == Bracket::backquotes) {
            bool const in_double_quotes = place->around == QuoteState::in_double_quotes;
            quoted = with_backslashes(quoted, in_double_quotes ? "\\$`\"" : "\\$`");
        }
    }
    return quoted;
}

std::string QuoteTracker::expansion(std::string_view name) const
{
    ATOLL_EXPECT(state_ != QuoteState::in_quoted_here_document);
    auto value = fmt::format("${{{}}}", name);
    if (state_ == QuoteState::outside) {
        value = '"' + value + '"';
    } else if (state_ == QuoteState::in_single_quotes) {
        value = "'\"" + value + "\"'";
    } else if (state_ == QuoteState::in_dollar_quotes) {
        value = "'\"" + value + "\"$'";
    }
    for (auto place = open_.rbegin(); place != open_.rend(); ++place) {
        if (place->bracket == Bracket::backquotes &&
            place->around == QuoteState::in_double_quotes) {
            value = with_backslashes(value, "\\\"");
        }
    }
    return value;
}

}  // namespace atl::drops
