#include "atoll/graph/drop_spec.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/error.hpp"

namespace atl::graph {
namespace {

using Json = nlohmann::ordered_json;

Value value_of(Json const& json)
{
    if (json.is_string()) {
        return {Value::Kind::text, json.get<std::string>()};
    }
    if (json.is_boolean()) {
        return {Value::Kind::boolean, json.get<bool>() ? "true" : "false"};
    }
    if (json.is_number()) {
        auto const kind = json.is_number_float() ? Value::Kind::number : Value::Kind::integer;
        return {kind, json.dump()};
    }
    return json.is_null() ? Value{} : Value{Value::Kind::json, json.dump()};
}

std::string text_in(Json const& object, char const* key, std::string fallback)
{
    auto const found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>()
                                                       : std::move(fallback);
}

bool flag_in(Json const& object, char const* key)
{
    auto const found = object.find(key);
    return found != object.end() && value_of(*found).as_boolean().value_or(false);
}

Argument::Usage usage_of(std::string_view text)
{
    if (text == "InputPort") {
        return Argument::Usage::input;
    }
    if (text == "OutputPort") {
        return Argument::Usage::output;
    }
    return text == "InputOutput" ? Argument::Usage::input_output : Argument::Usage::no_port;
}

/// A description of a field; hand-made graphs may leave out any of its keys, or give the bare
/// value.
Argument argument_of(std::string name, Json const& field)
{
    Argument argument;
    argument.name = std::move(name);
    if (!field.is_object()) {
        argument.value = value_of(field);
        return argument;
    }
    if (auto const value = field.find("value"); value != field.end()) {
        argument.value = value_of(*value);
    }
    argument.type = text_in(field, "type", argument.type);
    argument.encoding = text_in(field, "encoding", argument.encoding);
    argument.usage = usage_of(text_in(field, "usage", ""));
    argument.positional = flag_in(field, "positional");
    argument.precious = flag_in(field, "precious");
    argument.description = text_in(field, "description", "");
    if (auto const fallback = field.find("defaultValue"); fallback != field.end()) {
        argument.default_value = value_of(*fallback);
    }
    return argument;
}

/// Arguments of an object of name -> field, or of a list of fields with a `name` each.
std::vector<Argument> arguments_of(Json const& json)
{
    std::vector<Argument> arguments;
    if (json.is_object()) {
        for (auto const& [name, field] : json.items()) {
            arguments.push_back(argument_of(name, field));
        }
    } else if (json.is_array()) {
        for (auto const& field : json) {
            if (field.is_object() && field.contains("name")) {
                arguments.push_back(argument_of(text_in(field, "name", ""), field));
            }
        }
    }
    return arguments;
}

Argument const* find_by_name(std::vector<Argument> const& arguments, std::string_view name)
{
    for (auto const& argument : arguments) {
        if (argument.name == name) {
            return &argument;
        }
    }
    return nullptr;
}

/// Today's key, and an older or a palette's key for the same thing.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> synonyms{{
    {"name", "nm"},
    {"sleep_time", "sleepTime"},
    {"lib", "libpath"},
    {"maxprocs", "num_of_procs"},
    {"persist", "precious"},
    {"argumentPrefix", "Arg prefix"},
}};

using Values = std::map<std::string, Value, std::less<>>;

void apply_synonyms(Values& values)
{
    for (auto const& [today, older] : synonyms) {
        auto const found = values.find(older);
        if (found != values.end() && !values.contains(today)) {
            values.emplace(today, found->second);
        }
    }
}

/// Before version 2.1 a command was spelled Arg01 ... Arg10.
void join_numbered_arguments(Values& values)
{
    if (auto const command = values.find("command");
        command != values.end() && !command->second.empty()) {
        return;
    }
    std::string command;
    for (int number = 1; number <= 10; ++number) {
        auto const found = values.find(fmt::format("Arg{:02}", number));
        if (found != values.end() && !found->second.empty()) {
            command += command.empty() ? "" : " ";
            command += found->second.text();
        }
    }
    if (!command.empty()) {
        values.insert_or_assign("command", Value{Value::Kind::text, command});
    }
}

std::string class_in(Values const& values)
{
    for (auto const* key : {"dropclass", "appclass", "dataclass", "app", "container"}) {
        auto const found = values.find(key);
        if (found != values.end() && found->second.kind() == Value::Kind::text &&
            !found->second.text().empty()) {
            auto const& name = found->second.text();
            return name.starts_with("dfms.") ? "dlg." + name.substr(5) : name;
        }
    }
    return {};
}

bool is_port(Argument const& argument)
{
    return argument.usage != Argument::Usage::no_port;
}

}  // namespace

DropSpec DropSpec::parse(std::string_view body)
{
    auto const json = Json::parse(body, nullptr, false);
    if (!json.is_object()) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("the description of a drop is not a JSON object: '{}'", body.substr(0, 80)),
            "a drop looks like {\"oid\": \"a\", \"categoryType\": \"Data\", ...}"};
    }
    DropSpec spec;
    for (auto const& [key, value] : json.items()) {
        if (key == "applicationArgs") {
            spec.arguments_ = arguments_of(value);
        } else if (key == "fields") {
            spec.fields_ = arguments_of(value);
        } else if (key != "componentParams" && key != "constraintParams") {
            spec.values_.insert_or_assign(key, value_of(value));
        }
    }
    if (auto const parameters = json.find("componentParams"); parameters != json.end()) {
        for (auto& argument : arguments_of(*parameters)) {
            if (is_port(argument) && find_by_name(spec.arguments_, argument.name) == nullptr) {
                spec.arguments_.push_back(std::move(argument));
            }
        }
    }
    for (auto const& argument : spec.arguments_) {
        if (!argument.value.is_blank()) {
            spec.values_.insert_or_assign(argument.name, argument.value);
        } else if (!is_port(argument)) {
            spec.values_.emplace(argument.name, argument.value);
        }
    }
    apply_synonyms(spec.values_);
    join_numbered_arguments(spec.values_);
    spec.name_ = text_in(json, "name", text_in(json, "nm", ""));
    spec.dropclass_ = class_in(spec.values_);
    return spec;
}

Value const& DropSpec::get(std::string_view name) const
{
    static Value const none;
    auto const found = values_.find(name);
    return found == values_.end() ? none : found->second;
}

bool DropSpec::has(std::string_view name) const
{
    return values_.contains(name);
}

void DropSpec::set(std::string_view name, Value const& value)
{
    values_.insert_or_assign(std::string{name}, value);
    for (auto& argument : arguments_) {
        if (argument.name == name) {
            argument.value = value;
        }
    }
}

Argument const* DropSpec::argument(std::string_view name) const
{
    return find_by_name(arguments_, name);
}

Argument const* DropSpec::field(std::string_view name) const
{
    return find_by_name(fields_, name);
}

}  // namespace atl::graph
