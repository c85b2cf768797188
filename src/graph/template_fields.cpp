#include "graph/template_fields.hpp"

#include <fmt/format.h>

namespace atl::graph {
namespace dom = simdjson::dom;

Value value_of(dom::element element)
{
    switch (element.type()) {
        case dom::element_type::STRING:
            return {Value::Kind::text, std::string{element.get_string().value_unsafe()}};
        case dom::element_type::INT64:
            return {Value::Kind::integer, std::to_string(element.get_int64().value_unsafe())};
        case dom::element_type::UINT64:
            return {Value::Kind::integer, std::to_string(element.get_uint64().value_unsafe())};
        case dom::element_type::DOUBLE:
            return {Value::Kind::number, fmt::format("{}", element.get_double().value_unsafe())};
        case dom::element_type::BOOL:
            return {Value::Kind::boolean, element.get_bool().value_unsafe() ? "true" : "false"};
        case dom::element_type::NULL_VALUE:
            return {};
        case dom::element_type::ARRAY:
        case dom::element_type::OBJECT:
            return {Value::Kind::json, simdjson::to_string(element)};
    }
    return {};
}

bool find_last(dom::object object, std::string_view key, dom::element& found)
{
    bool any = false;
    for (auto const field : object) {
        if (field.key == key) {
            found = field.value;
            any = true;
        }
    }
    return any;
}

TemplateFields::TemplateFields(dom::object object, Place const& place, Diagnostics& diagnostics)
    : object_(object), object_bits_(bits_of(object)), place_(&place), diagnostics_(&diagnostics)
{
    dom::element arguments;
    has_arguments_ =
        find("applicationArgs", arguments) && arguments.get(arguments_) == simdjson::SUCCESS;
    argument_bits_ = has_arguments_ ? bits_of(arguments_) : 0;
}

std::uint64_t TemplateFields::bit_of(std::string_view key) noexcept
{
    if (key.empty()) {
        return 1;
    }
    auto const first = static_cast<unsigned char>(key.front());
    auto const middle = static_cast<unsigned char>(key[key.size() / 2]);
    return std::uint64_t{1} << ((first + 7U * middle + 5U * key.size()) % 64U);
}

std::uint64_t TemplateFields::bits_of(dom::object object) noexcept
{
    std::uint64_t bits = 0;
    for (auto const member : object) {
        bits |= bit_of(member.key);
    }
    return bits;
}

bool TemplateFields::find(std::string_view key, dom::element& found) const
{
    return (object_bits_ & bit_of(key)) != 0 && find_last(object_, key, found);
}

bool TemplateFields::find_argument(std::string_view key, dom::element& found) const
{
    return (argument_bits_ & bit_of(key)) != 0 && find_last(arguments_, key, found);
}

Value TemplateFields::get(std::string_view key) const
{
    dom::element element;
    if (find_argument(key, element)) {
        dom::object field;
        dom::element value;
        if (element.get(field) != simdjson::SUCCESS) {
            return value_of(element);
        }
        if (find_last(field, "value", value)) {
            if (auto found = value_of(value); !found.is_blank()) {
                return found;
            }
        }
    }
    return find(key, element) ? value_of(element) : Value{};
}

std::string TemplateFields::text(std::initializer_list<std::string_view> keys) const
{
    for (auto const key : keys) {
        std::string_view text;
        dom::element element;
        if (find(key, element) && element.get(text) == simdjson::SUCCESS && !text.empty()) {
            return std::string{text};
        }
    }
    return {};
}

std::int64_t TemplateFields::integer(std::string_view key,
                                     IntegerRange range,
                                     std::int64_t fallback) const
{
    auto const value = get(key);
    if (value.empty() || (value.kind() == Value::Kind::text && value.text() == "None")) {
        return fallback;
    }
    auto const number = value.as_integer();
    if (number && *number >= range.least && *number <= range.most) {
        return *number;
    }
    error(key,
          fmt::format("{} is '{}'", key, value.text().substr(0, 80)),
          fmt::format("it must be a whole number from {} to {}", range.least, range.most));
    return fallback;
}

double TemplateFields::amount(std::initializer_list<std::string_view> keys, double fallback) const
{
    for (auto const key : keys) {
        auto const value = get(key);
        if (value.empty()) {
            continue;
        }
        auto const number = value.as_number();
        if (number && *number >= 0) {
            return *number;
        }
        error(key,
              fmt::format("{} is '{}'", key, value.text().substr(0, 80)),
              "it must be a number that is not negative");
        return fallback;
    }
    return fallback;
}

bool TemplateFields::flag(std::string_view key) const
{
    auto const value = get(key);
    auto const set = value.as_boolean();
    if (!set && !value.empty()) {
        error(key,
              fmt::format("{} is '{}'", key, value.text().substr(0, 80)),
              "it must be true or false");
    }
    return set.value_or(false);
}

bool TemplateFields::is_input_port(std::string_view key) const
{
    std::string_view usage;
    return has_arguments_ && arguments_[key]["usage"].get(usage) == simdjson::SUCCESS &&
           (usage == "InputPort" || usage == "InputOutput");
}

void TemplateFields::error(std::string_view pointer, std::string what, std::string hint) const
{
    diagnostics_->error(where(pointer), std::move(what), std::move(hint));
}

void TemplateFields::warning(std::string_view pointer, std::string what, std::string hint) const
{
    diagnostics_->warning(where(pointer), std::move(what), std::move(hint));
}

std::string TemplateFields::where(std::string_view pointer) const
{
    auto place = *place_;
    if (!pointer.empty()) {
        place.pointer += fmt::format("/{}", pointer);
    }
    return place.text();
}

}  // namespace atl::graph
