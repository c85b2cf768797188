#include "graph/logical/attributes.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace atl::graph::logical {
namespace {

[[nodiscard]] std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
        text.remove_prefix(1);
    }
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
        text.remove_suffix(1);
    }
    return text;
}

/// Whether \p key begins with "<word> <rest>" or "<word>_<rest>" in letters of any case.
[[nodiscard]] bool is_called(std::string const& key, std::string_view word, std::string_view rest)
{
    if (key.size() < word.size() + 1 + rest.size()) {
        return false;
    }
    auto const same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == b;
    };
    auto const gap = key[word.size()];
    return (gap == '_' || std::isspace(static_cast<unsigned char>(gap)) != 0) &&
           std::equal(
               word.begin(), word.end(), key.begin(), [&](char a, char b) { return same(b, a); }) &&
           std::equal(rest.begin(),
                      rest.end(),
                      key.begin() + static_cast<std::ptrdiff_t>(word.size()) + 1,
                      [&](char a, char b) { return same(b, a); });
}

}  // namespace

void collect_attributes(Json& node)
{
    auto& attributes = node[attributes_key] = Json::object();
    for (auto const& field : member(node, "fields")) {
        auto const name = text_of(field, "name");
        if (name.empty()) {
            continue;
        }
        auto const& value = member(field, "value");
        bool const empty = value.is_null() || value == "";
        attributes[name] = empty ? member(field, "defaultValue") : value;
    }
}

Json const& attribute(Json const& node, char const* name)
{
    auto const& attributes = member(node, attributes_key);
    auto const& value = member(attributes, name);
    return value.is_null() ? member(node, name) : value;
}

Json const& attribute(Json const& node, std::initializer_list<char const*> names)
{
    for (char const* name : names) {
        if (auto const& value = attribute(node, name); !value.is_null()) {
            return value;
        }
    }
    return member(node, "");
}

std::optional<std::int64_t> whole_number(Json const& value)
{
    if (value.is_boolean()) {
        return value.get<bool>() ? 1 : 0;
    }
    if (value.is_number_float()) {
        auto const number = value.get<double>();
        if (!(std::abs(number) < 9e18)) {
            return std::nullopt;
        }
        return static_cast<std::int64_t>(number);
    }
    if (value.is_number()) {
        return value.get<std::int64_t>();
    }
    if (!value.is_string()) {
        return std::nullopt;
    }
    auto const& string = value.get_ref<std::string const&>();
    auto text = trimmed(string);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::int64_t number = 0;
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

Json const& amount(Json const& node, std::string_view word, std::string_view rest)
{
    for (auto const& [key, value] : member(node, attributes_key).items()) {
        if (is_called(key, word, rest)) {
            return value;
        }
    }
    return member(node, "");
}

std::int64_t weight_of(Json const& node, std::string_view word, std::string_view rest)
{
    return whole_number(amount(node, word, rest)).value_or(1);
}

}  // namespace atl::graph::logical
