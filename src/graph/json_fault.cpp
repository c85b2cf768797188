#include "graph/json_fault.hpp"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "graph/json_error.hpp"

namespace atl::graph {
namespace {

constexpr std::size_t deepest = 1024;  // as simdjson

bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// A letter of a bare word as people write them: NaN, None, -Infinity, 1e5, 0x1f.
bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
           c == '-' || c == '.' || c == '_';
}

std::size_t skip_digits(std::string_view text, std::size_t at)
{
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    return at;
}

/// Whether all of \p word is a number of JSON.
bool is_number(std::string_view word)
{
    std::size_t at = word.starts_with('-') ? 1 : 0;
    auto const whole = skip_digits(word, at);
    if (whole == at || (word[at] == '0' && whole > at + 1)) {
        return false;
    }
    at = whole;
    if (at < word.size() && word[at] == '.') {
        auto const end = skip_digits(word, at + 1);
        if (end == at + 1) {
            return false;
        }
        at = end;
    }
    if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
        ++at;
        at += at < word.size() && (word[at] == '+' || word[at] == '-') ? 1 : 0;
        auto const end = skip_digits(word, at);
        if (end == at) {
            return false;
        }
        at = end;
    }
    return at == word.size();
}

std::string hint_for_word(std::string_view word)
{
    using Pair = std::pair<std::string_view, std::string_view>;
    constexpr std::array<Pair, 3> pythons{
        Pair{"True", "true"}, Pair{"False", "false"}, Pair{"None", "null"}};
    for (auto const& [wrong, right] : pythons) {
        if (word == wrong) {
            return fmt::format("JSON writes it '{}'", right);
        }
    }
    for (auto const* const unreal : {"NaN", "nan", "Infinity", "-Infinity", "inf", "-inf"}) {
        if (word == unreal) {
            return "JSON has no such number; leave the key out, or write a text in '\"'";
        }
    }
    return "a value is a text in '\"', a number, true, false, null, a list or an object";
}

/// Walks over a text with a stack of its own: depth costs no stack of the process.
class FaultFinder {
  public:
    explicit FaultFinder(std::string_view text) : text_(text) {}

    std::optional<JsonFault> find()
    {
        skip_spaces();
        if (at_ == text_.size()) {
            return JsonFault{at_, "the file is empty", "a graph is a JSON list of drops"};
        }
        value();
        while (!fault_ && !open_.empty()) {
            skip_spaces();
            after_value();
        }
        skip_spaces();
        if (!fault_ && at_ < text_.size()) {
            set(at_, "there is more text after the end", "a file holds one list or object");
        }
        return fault_;
    }

  private:
    void set(std::size_t offset, std::string what, std::string hint)
    {
        fault_ = JsonFault{offset, std::move(what), std::move(hint)};
    }

    void skip_spaces()
    {
        while (at_ < text_.size() && is_space(text_[at_])) {
            ++at_;
        }
    }

    [[nodiscard]] bool is_at(char c) const { return at_ < text_.size() && text_[at_] == c; }

    /// At the end of the text, or not: \p wanted was to come here.
    void missing(std::string_view wanted)
    {
        if (at_ < text_.size()) {
            auto const found = text_[at_];
            set(at_,
                fmt::format(
                    "{} is missing before '{}'", wanted, found < ' ' || found > '~' ? '?' : found),
                "");
            return;
        }
        auto const opened = open_.empty() ? 0 : open_.back();
        set(at_,
            "the text ends before its lists and objects are closed",
            fmt::format("the '{}' at {} is still open; was the file cut off?",
                        text_[opened],
                        line_and_column(text_, opened)));
    }

    /// One value; of a list or object only what comes before its first element's end.
    void value()
    {
        while (!fault_) {
            skip_spaces();
            if (is_at('{') || is_at('[')) {
                if (open_list_or_object()) {
                    return;
                }
            } else if (is_at('"')) {
                return string();
            } else {
                return word();
            }
        }
    }

    /// \returns whether it is empty, or wrong: then there is no first value to read.
    bool open_list_or_object()
    {
        bool const is_object = text_[at_] == '{';
        if (open_.size() == deepest) {
            set(at_, "lists and objects are nested too deeply", "no graph needs 1024 levels");
            return true;
        }
        open_.push_back(at_++);
        skip_spaces();
        if (is_at(is_object ? '}' : ']')) {
            ++at_;
            open_.pop_back();
            return true;
        }
        if (is_object) {
            key();
        }
        return fault_.has_value();
    }

    void key()
    {
        skip_spaces();
        if (!is_at('"')) {
            if (at_ < text_.size()) {
                set(at_, "a key in '\"' is missing", "an object looks like {\"oid\": \"a\"}");
            } else {
                missing("a key");
            }
            return;
        }
        string();
        skip_spaces();
        if (!fault_ && !is_at(':')) {
            return missing("':'");
        }
        ++at_;
    }

    void string()
    {
        auto const begin = at_++;
        while (at_ < text_.size() && text_[at_] != '"') {
            if (static_cast<unsigned char>(text_[at_]) < 0x20) {
                return set(at_,
                           "a text holds a line break or another control character",
                           fmt::format("write it as \\n, \\t or \\u00{:02x}; or is '\"' missing at "
                                       "the text's end?",
                                       static_cast<unsigned>(text_[at_])));
            }
            auto const size = text_[at_] == '\\' ? escape() : 1;
            if (size == 0) {
                return set(at_, "a text holds an unknown escape", "'\\' itself is written '\\\\'");
            }
            at_ += size;
        }
        if (at_ >= text_.size()) {
            return set(begin, "a text is not closed", "put '\"' at its end; was the file cut off?");
        }
        ++at_;
    }

    /// Letters of the escape that starts here; 0: it is none.
    [[nodiscard]] std::size_t escape() const
    {
        constexpr std::string_view letters = "\"\\/bfnrtu";
        auto const letter = at_ + 1 < text_.size() ? text_[at_ + 1] : 'n';
        if (letters.find(letter) == std::string_view::npos) {
            return 0;
        }
        if (letter != 'u') {
            return 2;
        }
        constexpr std::string_view digits = "0123456789abcdefABCDEF";
        auto const code = text_.substr(at_ + 2, 4);
        return code.find_first_not_of(digits) == std::string_view::npos ? 6 : 0;
    }

    void word()
    {
        auto const begin = at_;
        while (at_ < text_.size() && is_word(text_[at_])) {
            ++at_;
        }
        auto const found = text_.substr(begin, at_ - begin);
        if (found.empty()) {
            return is_at('\'')
                       ? set(at_, "a text is put in \"'\"", "JSON puts texts and keys in '\"'")
                       : missing("a value");
        }
        if (found != "true" && found != "false" && found != "null" && !is_number(found)) {
            set(begin,
                fmt::format("'{}' is no value of JSON", found.substr(0, 40)),
                hint_for_word(found));
        }
    }

    /// What follows a value inside a list or object: its end, or the next value.
    void after_value()
    {
        bool const is_object = text_[open_.back()] == '{';
        if (is_at(is_object ? '}' : ']')) {
            ++at_;
            open_.pop_back();
            return;
        }
        if (!is_at(',')) {
            return missing(is_object ? "',' or '}'" : "',' or ']'");
        }
        auto const comma = at_++;
        skip_spaces();
        if (is_at(is_object ? '}' : ']') || is_at(',')) {
            return set(comma, "nothing follows ','", "leave the ',' out");
        }
        if (is_object) {
            key();
        }
        if (!fault_) {
            value();
        }
    }

    std::string_view text_;
    std::size_t at_{0};
    std::vector<std::size_t> open_;  ///< Places of the brackets that are open.
    std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> find_json_fault(std::string_view text)
{
    return FaultFinder{text}.find();
}

}  // namespace atl::graph
