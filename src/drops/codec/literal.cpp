#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/codec/big_integer.hpp"
#include "drops/codec/literal_string.hpp"

namespace atl::drops {
namespace {

constexpr unsigned max_depth = 200;

[[nodiscard]] bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

[[nodiscard]] bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// A recursive-descent reader of one literal.
class Parser {
  public:
    /// Whose words for truth and nothing are understood.
    enum class Dialect : std::uint8_t { python, json };

    Parser(std::string_view text, Dialect dialect) : text_(text), dialect_(dialect) {}

    [[nodiscard]] PyValue parse()
    {
        auto result = value(0);
        blanks();
        if (place_ != text_.size()) {
            fail("something follows the value");
        }
        return result;
    }

  private:
    [[noreturn]] void fail(std::string_view why) const
    {
        throw Error{ErrorKind::io,
                    fmt::format("not {} at character {}: {} in '{}'",
                                dialect_ == Dialect::json ? "JSON" : "a Python literal",
                                place_ + 1,
                                why,
                                text_.substr(0, 60)),
                    dialect_ == Dialect::json
                        ? "JSON is for instance 3, \"text\", [1, 2] or {\"a\": null}"
                        : "a literal is for instance 3, 'text', [1, 2] or {'a': None}"};
    }

    void blanks()
    {
        while (place_ < text_.size() &&
               std::string_view{" \t\r\n\f"}.find(text_[place_]) != std::string_view::npos) {
            ++place_;
        }
    }

    [[nodiscard]] char peek() const { return place_ < text_.size() ? text_[place_] : '\0'; }

    [[nodiscard]] bool take(char c)
    {
        blanks();
        if (peek() != c || place_ == text_.size()) {
            return false;
        }
        ++place_;
        return true;
    }

    [[nodiscard]] PyValue value(unsigned depth)
    {
        if (depth > max_depth) {
            fail(fmt::format("more than {} levels of brackets", max_depth));
        }
        blanks();
        switch (peek()) {
            case '[':
                ++place_;
                return PyValue::list(items(']', depth));
            case '(':
                ++place_;
                return parenthesis(depth);
            case '{':
                ++place_;
                return braces(depth);
            default:
                break;
        }
        if (auto string = take_literal_string(text_, place_)) {
            return joined_strings(std::move(*string));
        }
        if (is_digit(peek()) || peek() == '-' || peek() == '+' || peek() == '.') {
            return number();
        }
        return word();
    }

    /// Values up to \p end; a comma after the last one is allowed.
    [[nodiscard]] PyValue::Items items(char end, unsigned depth)
    {
        PyValue::Items found;
        while (!take(end)) {
            found.push_back(value(depth + 1));
            last_was_comma_ = take(',');
            blanks();
            if (!last_was_comma_ && peek() != end) {
                fail(fmt::format("',' or '{}' is missing", end));
            }
            if (take(end)) {
                return found;
            }
        }
        last_was_comma_ = true;  // "()" is a tuple
        return found;
    }

    [[nodiscard]] PyValue parenthesis(unsigned depth)
    {
        auto found = items(')', depth);
        auto const is_tuple = last_was_comma_ || found.size() != 1;
        return is_tuple ? PyValue::tuple(std::move(found)) : found.front();
    }

    [[nodiscard]] PyValue braces(unsigned depth)
    {
        PyValue::Entries entries;
        PyValue::Items keys;
        while (!take('}')) {
            auto key = value(depth + 1);
            if (take(':')) {
                entries.emplace_back(std::move(key), value(depth + 1));
            } else {
                keys.push_back(std::move(key));
            }
            auto const comma = take(',');
            blanks();
            if (!comma && peek() != '}') {
                fail("',' or '}' is missing");
            }
        }
        if (!keys.empty() && !entries.empty()) {
            fail("a mixture of a set and a dictionary");
        }
        return keys.empty() ? PyValue::dict(std::move(entries)) : PyValue::set(std::move(keys));
    }

    /// Strings that stand beside each other are one.
    [[nodiscard]] PyValue joined_strings(PyValue first)
    {
        blanks();
        auto const* const text = first.as_text();
        std::string joined = text != nullptr ? *text : *first.as_bytes();
        auto more = false;
        while (auto const next = take_literal_string(text_, place_)) {
            auto const* const next_text = next->as_text();
            if ((next_text == nullptr) != (text == nullptr)) {
                fail("text beside bytes");
            }
            joined += next_text != nullptr ? *next_text : *next->as_bytes();
            more = true;
            blanks();
        }
        if (!more) {
            return first;
        }
        return text != nullptr ? PyValue::text(std::move(joined))
                               : PyValue::bytes(std::move(joined));
    }

    [[nodiscard]] PyValue number()
    {
        auto const first = place_;
        auto const real = signed_number();
        if (take_j()) {
            return PyValue{PyValue::Complex{0, as_double(real)}};
        }
        auto const before = place_;
        blanks();
        if (peek() == '+' || peek() == '-') {
            auto const imaginary = signed_number();
            if (take_j()) {
                return PyValue{PyValue::Complex{as_double(real), as_double(imaginary)}};
            }
            place_ = first;
            fail("sums are not computed");
        }
        place_ = before;
        return real;
    }

    [[nodiscard]] bool take_j()
    {
        if (peek() != 'j' && peek() != 'J') {
            return false;
        }
        ++place_;
        return true;
    }

    [[nodiscard]] static double as_double(PyValue const& value)
    {
        return value.as_number().value_or(0);
    }

    [[nodiscard]] PyValue signed_number()
    {
        auto negative = false;
        while (peek() == '-' || peek() == '+') {
            negative = negative != (peek() == '-');
            ++place_;
            blanks();
        }
        auto const first = place_;
        auto const with_base =
            peek() == '0' && place_ + 1 < text_.size() &&
            std::string_view{"xXoObB"}.find(text_[place_ + 1]) != std::string_view::npos;
        if (with_base) {
            return based_integer(negative);
        }
        std::string digits = negative ? "-" : "";
        auto is_real = false;
        while (is_digit(peek()) || peek() == '_' || peek() == '.' || peek() == 'e' ||
               peek() == 'E' ||
               ((peek() == '-' || peek() == '+') && place_ > first &&
                (text_[place_ - 1] == 'e' || text_[place_ - 1] == 'E'))) {
            is_real = is_real || !(is_digit(peek()) || peek() == '_');
            if (peek() != '_') {
                digits += peek();
            }
            ++place_;
        }
        return is_real ? real_number(digits) : decimal_integer(digits);
    }

    [[nodiscard]] PyValue decimal_integer(std::string const& digits) const
    {
        auto const integer = integer_from_decimal(digits);
        if (!integer) {
            fail("a number is expected");
        }
        return *integer;
    }

    [[nodiscard]] PyValue real_number(std::string const& digits) const
    {
        double real = 0;
        auto const* const end = digits.data() + digits.size();
        auto const [stop, error] = std::from_chars(digits.data(), end, real);
        if (stop != end || error == std::errc::invalid_argument) {
            fail("a number is expected");
        }
        if (error == std::errc::result_out_of_range) {
            real = std::strtod(digits.c_str(), nullptr);  // infinity or zero, as in Python
        }
        return PyValue::real(real);
    }

    [[nodiscard]] PyValue based_integer(bool negative)
    {
        auto const letter = static_cast<char>(text_[place_ + 1] | 0x20);
        auto const base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
        place_ += 2;
        std::uint64_t number = 0;
        auto const* const begin = text_.data() + place_;
        auto const [stop, error] =
            std::from_chars(begin, text_.data() + text_.size(), number, base);
        if (error != std::errc{} || number > std::uint64_t{1} << 62U) {
            fail("a number of at most 62 bits is expected");
        }
        place_ += static_cast<std::size_t>(stop - begin);
        auto const value = static_cast<std::int64_t>(number);
        return PyValue::integer(negative ? -value : value);
    }

    [[nodiscard]] PyValue word()
    {
        auto const first = place_;
        while (is_word(peek())) {
            ++place_;
        }
        auto const name = text_.substr(first, place_ - first);
        auto const is_json = dialect_ == Dialect::json;
        if (name == (is_json ? "null" : "None")) {
            return {};
        }
        if (name == (is_json ? "true" : "True")) {
            return PyValue::boolean(true);
        }
        if (name == (is_json ? "false" : "False")) {
            return PyValue::boolean(false);
        }
        if (name == "set" && take('(') && take(')')) {
            return PyValue::set({});
        }
        place_ = first;
        fail(name.empty() ? "a value is expected" : "a name is not a value");
    }

    std::string_view text_;
    Dialect dialect_;
    std::size_t place_{0};
    bool last_was_comma_{false};  ///< Of the bracket that items() has just left.
};

}  // namespace

PyValue parse_literal(std::string_view text)
{
    return Parser{text, Parser::Dialect::python}.parse();
}

PyValue parse_json(std::string_view text)
{
    return Parser{text, Parser::Dialect::json}.parse();
}

}  // namespace atl::drops
