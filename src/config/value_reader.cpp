#include "value_reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

namespace atl::config {
namespace {

using Kind = YamlValue::Kind;

bool has_control_character(std::string_view text)
{
    return std::ranges::any_of(
        text, [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; });
}

// The words of YAML 1.1, which Python's reader follows.
std::optional<bool> truth(std::string_view word)
{
    constexpr std::array<std::string_view, 9> yes{
        "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"};
    constexpr std::array<std::string_view, 9> no{
        "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"};
    if (std::ranges::find(yes, word) != yes.end()) {
        return true;
    }
    return std::ranges::find(no, word) != no.end() ? std::optional{false} : std::nullopt;
}

}  // namespace

ValueReader::ValueReader(std::string_view key, Severity severity, Diagnostics& problems)
    : key_(key), severity_(severity), problems_(problems)
{
}

void ValueReader::refuse(YamlValue const& value, std::string_view wanted) const
{
    problems_.add({severity_,
                   to_string(value.origin),
                   fmt::format("'{}' is no value for '{}'", one_line(value), key_),
                   fmt::format("must be {}", wanted)});
}

bool ValueReader::is_scalar(YamlValue const& value, std::string_view wanted) const
{
    if (value.kind == Kind::list || value.kind == Kind::map) {
        refuse(value, wanted);
    }
    return value.kind == Kind::scalar;
}

std::optional<std::string> ValueReader::text(YamlValue const& value) const
{
    constexpr std::string_view wanted = "one text on one line, without control characters";
    if (!is_scalar(value, wanted)) {
        return std::nullopt;
    }
    if (has_control_character(value.text)) {
        refuse(value, wanted);
        return std::nullopt;
    }
    return value.text;
}

std::optional<std::uint32_t> ValueReader::count(YamlValue const& value) const
{
    constexpr std::string_view wanted = "a whole number, 0 to 1000000";
    constexpr std::uint32_t largest = 1'000'000;
    if (!is_scalar(value, wanted)) {
        return std::nullopt;
    }
    std::uint32_t number{};
    auto const* const end = value.text.data() + value.text.size();
    auto const [stop, failure] = std::from_chars(value.text.data(), end, number);
    if (failure != std::errc{} || stop != end || number > largest) {
        refuse(value, wanted);
        return std::nullopt;
    }
    return number;
}

std::optional<Bytes> ValueReader::bytes(YamlValue const& value) const
{
    constexpr std::string_view wanted = "an amount of memory, for instance '128GB' or '64 GiB'";
    if (!is_scalar(value, wanted)) {
        return std::nullopt;
    }
    auto const amount = parse_bytes(value.text);
    if (!amount) {
        refuse(value, wanted);
    }
    return amount;
}

std::optional<Seconds> ValueReader::span(YamlValue const& value) const
{
    constexpr std::string_view wanted = "a span of time, for instance '300s' or '5 min'";
    if (!is_scalar(value, wanted)) {
        return std::nullopt;
    }
    auto const amount = parse_timedelta(value.text);
    if (!amount) {
        refuse(value, wanted);
    }
    return amount;
}

std::optional<Walltime> ValueReader::walltime(YamlValue const& value) const
{
    constexpr std::string_view wanted =
        "a SLURM time: minutes, 'h:m:s', 'd-h' or 'd-h:m:s', and more than 0";
    if (!is_scalar(value, wanted)) {
        return std::nullopt;
    }
    auto const span = parse_slurm_time(value.text);
    if (!span || span->count <= 0) {
        refuse(value, wanted);
        return std::nullopt;
    }
    return Walltime{value.text, *span};
}

std::optional<bool> ValueReader::flag(YamlValue const& value) const
{
    constexpr std::string_view wanted = "true or false";
    if (!is_scalar(value, wanted)) {
        return std::nullopt;
    }
    auto const answer = truth(value.text);
    if (!answer) {
        refuse(value, wanted);
    }
    return answer;
}

std::optional<std::vector<std::string>> ValueReader::lines(YamlValue const& value) const
{
    std::vector<std::string> found;
    switch (value.kind) {
        case Kind::null:
            return std::nullopt;
        case Kind::scalar:
            if (value.quoted || truth(value.text) != false) {
                found.push_back(value.text);
            }
            return found;
        case Kind::map:
            for (auto const& member : value.members) {
                found.push_back(member.key);
            }
            return found;
        case Kind::list:
            break;
    }
    for (auto const& item : value.items) {
        bool const is_text = item.kind == Kind::scalar;
        if (is_text && (item.quoted || truth(item.text) != false) && !item.text.empty()) {
            found.push_back(item.text);
        } else if (item.kind == Kind::list || item.kind == Kind::map) {
            refuse(item, "a list of texts (quote a text that holds ': ')");
        }
    }
    if (std::ranges::any_of(found, [](auto const& line) { return line.find('\0') != line.npos; })) {
        refuse(value, "text without zero bytes");
        return std::nullopt;
    }
    return found;
}

std::optional<std::vector<std::string>> ValueReader::words(YamlValue const& value) const
{
    auto found = lines(value);
    if (found && std::ranges::any_of(*found, has_control_character)) {
        refuse(value, "texts of one line each, without control characters");
        return std::nullopt;
    }
    return found;
}

}  // namespace atl::config
