#include "atoll/graph/value.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

#include "atoll/core/text.hpp"

namespace atl::graph {
namespace {

std::string_view trimmed(std::string_view text)
{
    auto const is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!text.empty() && is_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::optional<double> number_in(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    double number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() ||
        !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

std::optional<std::int64_t> integer_in(std::string_view text)
{
    auto const bare = trimmed(text);
    std::int64_t whole = 0;
    auto const [end, error] = std::from_chars(bare.data(), bare.data() + bare.size(), whole);
    if (!bare.empty() && error == std::errc{} && end == bare.data() + bare.size()) {
        return whole;
    }
    constexpr double exact_limit = 9007199254740992.0;  // 2^53
    auto const number = number_in(bare);
    if (!number || *number != std::floor(*number) || std::abs(*number) > exact_limit) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*number);
}

}  // namespace

bool Value::empty() const noexcept
{
    switch (kind_) {
        case Kind::null:
            return true;
        case Kind::boolean:
            return text_ == "false";
        case Kind::text:
            return text_.empty();
        case Kind::integer:
        case Kind::number:
        case Kind::json:
            return false;
    }
    return false;
}

bool Value::is_blank() const noexcept
{
    return kind_ == Kind::null || (kind_ == Kind::text && text_.empty());
}

std::optional<double> Value::as_number() const
{
    if (kind_ == Kind::integer || kind_ == Kind::number || kind_ == Kind::text) {
        return number_in(text_);
    }
    return std::nullopt;
}

std::optional<std::int64_t> Value::as_integer() const
{
    if (kind_ == Kind::integer || kind_ == Kind::number || kind_ == Kind::text) {
        return integer_in(text_);
    }
    return std::nullopt;
}

std::optional<bool> Value::as_boolean() const
{
    if (kind_ == Kind::null || kind_ == Kind::json) {
        return std::nullopt;
    }
    auto const word = to_lower(std::string{trimmed(text_)});
    constexpr std::array<std::string_view, 6> falses{"", "0", "false", "no", "0.0", "none"};
    constexpr std::array<std::string_view, 4> trues{"1", "true", "yes", "1.0"};
    if (std::ranges::find(falses, word) != falses.end()) {
        return false;
    }
    if (std::ranges::find(trues, word) != trues.end()) {
        return true;
    }
    return std::nullopt;
}

}  // namespace atl::graph
