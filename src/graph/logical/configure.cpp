#include "graph/logical/configure.hpp"

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/suggest.hpp"

#include "graph/logical/categories.hpp"

namespace atl::graph::logical {
namespace {

/// \p text as a value of a field whose type is \p type.
[[nodiscard]] Json typed_value(std::string const& text, std::string const& type)
{
    if (type != "String" && type != "Password") {
        auto value = Json::parse(text, nullptr, false);
        if (value.is_number() || value.is_boolean()) {
            return value;
        }
    }
    return text;
}

[[nodiscard]] Json const* find_configuration(Document const& document, std::string const& wanted)
{
    auto const& all = member(document.json, "graphConfigurations");
    for (auto const& [id, configuration] : all.items()) {
        auto const name = text_of(configuration, "name");
        auto const inner_name = text_of(member(configuration, "modelData"), "name");
        if (id == wanted || (!wanted.empty() && (name == wanted || inner_name == wanted))) {
            return &configuration;
        }
    }
    return nullptr;
}

/// The lists of \p node that hold the fields of what \p target, an id or a name, stands for: the
/// node with the apps embedded in it, or one of these apps. Empty: neither.
[[nodiscard]] std::vector<char const*> lists_called(Json const& node, std::string const& target)
{
    if (text_of(node, "id") == target || text_of(node, "name") == target) {
        return {"fields", "inputAppFields", "outputAppFields"};
    }
    std::vector<char const*> lists;
    for (auto const& [id, name, list] :
         {std::tuple{"inputApplicationId", "inputApplicationName", "inputAppFields"},
          std::tuple{"outputApplicationId", "outputApplicationName", "outputAppFields"}}) {
        if (text_of(node, id) == target || text_of(node, name) == target) {
            lists.push_back(list);
        }
    }
    return lists;
}

/// The field with \p id in \p lists of \p node, or nullptr.
[[nodiscard]] Json* find_field(Json& node,
                               std::vector<char const*> const& lists,
                               std::string const& id)
{
    for (auto const* list : lists) {
        for (auto& field : list_of(node, list)) {
            if (text_of(field, "id") == id) {
                return &field;
            }
        }
    }
    return nullptr;
}

/// Nodes by their ids and by those of the apps embedded in them.
[[nodiscard]] std::map<std::string, Json*> nodes_by_id(Document& document)
{
    std::map<std::string, Json*> nodes;
    for (auto& node : document.nodes()) {
        nodes.insert_or_assign(text_of(node, "id"), &node);
    }
    for (auto& node : document.nodes()) {
        for (char const* key : {"inputApplicationId", "outputApplicationId"}) {
            nodes.try_emplace(text_of(node, key), &node);
        }
    }
    nodes.erase("");
    return nodes;
}

void apply_to_node(Document& document, Json& node, std::string const& id, Json const& changes)
{
    auto const lists = lists_called(node, id);
    for (auto const& [field_id, change] : member(changes, "fields").items()) {
        auto* const field = find_field(node, lists, field_id);
        if (field == nullptr) {
            document.diagnostics->warning(
                document.place(node),
                fmt::format("the graph configuration changes field '{}', which the node has not",
                            field_id));
        } else if (!change.is_object() || !change.contains("value")) {
            document.diagnostics->warning(
                document.place(node),
                fmt::format("the graph configuration gives field '{}' no value",
                            text_of(*field, "name")),
                R"(it should be an object with "value")");
        } else {
            (*field)["value"] = change["value"];
        }
    }
}

/// What users call \p configuration, which has \p id.
[[nodiscard]] std::string name_of(Json const& configuration, std::string const& id)
{
    auto const name = text_of(configuration, "name");
    auto const inner = text_of(member(configuration, "modelData"), "name");
    return !name.empty() ? name : !inner.empty() ? inner : id;
}

void apply_configuration(Document& document, Json const& configuration, std::string const& name)
{
    auto const nodes = nodes_by_id(document);
    auto const& changes = member(configuration, "nodes");
    for (auto const& [id, change] : changes.items()) {
        auto const found = nodes.find(id);
        if (found != nodes.end()) {
            apply_to_node(document, *found->second, id, change);
        } else {
            document.diagnostics->warning(
                fmt::format("{}: graph configuration '{}'", document.source, name),
                fmt::format("it changes node '{}', which the graph has not", id));
        }
    }
}

/// Sets \p parameter of every node, and every embedded app, that is called \p target. \returns how
/// many nodes these are or are in.
std::size_t apply_setting(Document& document,
                          std::string const& target,
                          std::string const& parameter,
                          std::string const& value)
{
    std::size_t nodes = 0;
    bool found = false;
    std::set<std::string> names;
    for (auto& node : document.nodes()) {
        auto const lists = lists_called(node, target);
        nodes += lists.empty() ? 0 : 1;
        for (auto const* list : lists) {
            for (auto& field : list_of(node, list)) {
                names.insert(text_of(field, "name"));
                if (text_of(field, "name") == parameter) {
                    field["value"] = typed_value(value, text_of(field, "type"));
                    found = true;
                }
            }
        }
    }
    if (nodes > 0 && !found) {
        std::vector<std::string_view> const known{names.begin(), names.end()};
        auto const hint = did_you_mean(parameter, known);
        document.diagnostics->error(
            "--set",
            fmt::format("node '{}' has no parameter '{}'", target, parameter),
            hint.empty() ? "see the node's fields in the graph" : hint);
    }
    return nodes;
}

void apply_settings(Document& document, LogicalGraphOptions const& options)
{
    for (auto const& [key, value] : options.settings) {
        auto const dot = key.rfind('.');
        auto const target = key.substr(0, dot);
        if (dot == std::string::npos || dot == 0 || dot + 1 == key.size()) {
            document.diagnostics->error("--set",
                                        fmt::format("'{}' is not of the form node.parameter", key));
        } else if (apply_setting(document, target, key.substr(dot + 1), value) == 0) {
            std::vector<std::string> names;
            for (auto const& node : document.nodes()) {
                for (char const* name : {"name", "inputApplicationName", "outputApplicationName"}) {
                    names.push_back(text_of(node, name));
                }
            }
            std::vector<std::string_view> const known{names.begin(), names.end()};
            document.diagnostics->error("--set",
                                        fmt::format("the graph has no node '{}'", target),
                                        did_you_mean(target, known));
        }
    }
}

using Globals = std::map<std::string, Json>;

void replace_globals(Json& field, Globals const& globals)
{
    auto const& value = member(field, "value");
    if (!value.is_string()) {
        return;
    }
    auto text = value.get<std::string>();
    for (auto const& [name, global] : globals) {
        auto const pattern = "{" + name + "}";
        auto const replacement = text_of(global, "value");
        bool found = false;
        for (auto at = text.find(pattern); at != std::string::npos;
             at = text.find(pattern, at + replacement.size())) {
            text.replace(at, pattern.size(), replacement);
            found = true;
        }
        if (found) {
            auto const type = text_of(global, "type");
            field["type"] = type;
            field["value"] = typed_value(text, type);
        }
    }
}

/// A hint that names the configurations of \p document.
[[nodiscard]] std::string known_configurations(Document const& document)
{
    std::vector<std::string> names;
    for (auto const& [id, configuration] : member(document.json, "graphConfigurations").items()) {
        names.push_back("'" + name_of(configuration, id) + "'");
    }
    return names.empty() ? "it has none" : fmt::format("it has {}", fmt::join(names, ", "));
}

}  // namespace

void configure(Document& document, LogicalGraphOptions const& options)
{
    auto const& wanted = options.configuration.empty()
                             ? text_of(document.json, "activeGraphConfigId")
                             : options.configuration;
    auto const* const configuration = find_configuration(document, wanted);
    if (configuration != nullptr) {
        apply_configuration(document, *configuration, name_of(*configuration, wanted));
    } else if (!options.configuration.empty()) {
        document.diagnostics->error(
            document.source,
            fmt::format("the graph has no configuration '{}'", options.configuration),
            known_configurations(document));
    } else if (!wanted.empty()) {
        document.diagnostics->warning(
            document.source,
            fmt::format("its active configuration '{}' does not exist; base values are used",
                        wanted));
    }
    apply_settings(document, options);
}

void apply_globals(Document& document)
{
    Globals globals;
    Json kept = Json::array();
    for (auto& node : document.nodes()) {
        auto const category = text_of(node, "category");
        if (is_globals(category) || category == "EnvironmentVariables") {
            for (auto const& field : list_of(node, "fields")) {
                globals.emplace(text_of(field, "name"), field);
            }
        }
        if (!is_globals(category)) {
            kept.push_back(std::move(node));
        }
    }
    document.nodes() = std::move(kept);
    globals.erase("");
    if (globals.empty()) {
        return;
    }
    for (auto& node : document.nodes()) {
        for (char const* key : {"fields", "inputAppFields", "outputAppFields"}) {
            for (auto& field : list_of(node, key)) {
                replace_globals(field, globals);
            }
        }
    }
}

}  // namespace atl::graph::logical
