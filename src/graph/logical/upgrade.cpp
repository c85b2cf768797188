#include "graph/logical/upgrade.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "atoll/core/suggest.hpp"

#include "graph/logical/categories.hpp"
#include "graph/logical/upgrade_v4.hpp"

namespace atl::graph::logical {
namespace {

constexpr std::array field_lists{"fields", "inputAppFields", "outputAppFields"};

/// What identifies nodes in this graph.
[[nodiscard]] char const* identity_key(Json const& nodes)
{
    for (char const* key : {"id", "key", "oid"}) {
        for (auto const& node : nodes) {
            if (!member(node, key).is_null()) {
                return key;
            }
        }
    }
    return "id";
}

/// Moves an entry of an old port list into \p fields.
void port_to_field(Json const& port, char const* usage, Json& fields)
{
    Json field = Json::object();
    field["id"] = text_of(port, "Id");
    field["name"] = text_of(port, "IdText");
    field["usage"] = usage;
    fields.push_back(std::move(field));
}

/// Old nodes list their ports apart from their fields.
void ports_to_fields(Json& node)
{
    bool const embedded =
        node["isGroup"] == true && names_app(member(node, "inputApplicationType"));
    auto const move = [&node](char const* list, char const* usage, char const* target) {
        for (auto const& port : member(node, list)) {
            port_to_field(port, usage, list_of(node, target));
        }
        if (node.contains(list)) {
            node[list] = Json::array();
        }
    };
    char const* const outside = embedded ? "inputAppFields" : "fields";
    move("inputPorts", "InputPort", outside);
    move("outputPorts", "OutputPort", outside);
    move("inputLocalPorts", "OutputPort", outside);
    move("outputLocalPorts", "InputPort", outside);
}

/// Old nodes list application arguments apart from their fields.
void arguments_to_fields(Json& node)
{
    for (auto argument : member(node, "applicationArgs")) {
        if (argument.is_object()) {
            argument["parameterType"] = "ApplicationArgument";
            list_of(node, "fields").push_back(std::move(argument));
        }
    }
}

/// Gives a field of an old graph what later versions always write.
void complete_field(Json& field)
{
    auto const set_default = [&field](char const* key, Json value) {
        if (member(field, key).is_null()) {
            field[key] = std::move(value);
        }
    };
    set_default("name", text_of(field, "text"));
    for (char const* key : {"defaultValue", "default"}) {
        set_default("value", member(field, key));
    }
    set_default("value", "");
    set_default("type", "String");
    set_default("usage", "NoPort");
    set_default("precious", false);
    set_default("positional", false);
    set_default("encoding", "dill");
    set_default("id", text_of(field, "name"));
}

void complete_fields(Json& node)
{
    for (char const* key : field_lists) {
        for (auto& field : list_of(node, key)) {
            if (field.is_object()) {
                complete_field(field);
            }
        }
    }
}

/// Text of the first of \p keys that \p value has.
[[nodiscard]] std::string first_text(Json const& value, std::initializer_list<char const*> keys)
{
    for (char const* key : keys) {
        if (!member(value, key).is_null()) {
            return text_of(value, key);
        }
    }
    return {};
}

/// From integer `key` (or `oid`), `group` and `text` to `id`, `parentId` and `name`.
void upgrade_old_node(Json& node, char const* identity)
{
    // References into the node stay valid only while no key is added.
    for (char const* key : field_lists) {
        list_of(node, key);
    }
    node["id"] = text_of(node, identity);
    auto const parent = first_text(node, {"group", "parentKey", "parentId"});
    node.erase("parentId");
    if (!parent.empty()) {
        node["parentId"] = parent;
    }
    auto const name = first_text(node, {"text", "name", "category"});
    node["name"] = name;
    for (auto const& [old_key, new_key] :
         {std::pair{"inputApplicationKey", "inputApplicationId"},
          std::pair{"outputApplicationKey", "outputApplicationId"}}) {
        if (!member(node, old_key).is_null()) {
            node[new_key] = text_of(node, old_key);
        }
    }
    arguments_to_fields(node);
    ports_to_fields(node);
    complete_fields(node);
    if (auto const type = text_of(node, "categoryType"); is_old_category_type(type)) {
        node["categoryType"] = category_type(text_of(node, "category"), node["isGroup"] == true);
    }
}

/// What a node must have whatever the generation.
void upgrade_node(Document& document, Json& node, char const* identity)
{
    if (member(node, "isGroup").is_null()) {
        node["isGroup"] = is_construct(text_of(node, "category"));
    }
    if (std::string_view{identity} != "id") {
        upgrade_old_node(node, identity);
        return;
    }
    if (auto const id = text_of(node, "id"); id.empty()) {
        document.diagnostics->error(document.place(node), "the node has no 'id'");
    }
    node["id"] = text_of(node, "id");
    if (auto const parent = text_of(node, "parentId"); parent.empty()) {
        node.erase("parentId");
    } else {
        node["parentId"] = parent;
    }
    for (char const* key : field_lists) {
        list_of(node, key);
    }
    if (member(node, "categoryType").is_null()) {
        auto const category = text_of(node, "category");
        if (!is_known_category(category)) {
            auto const suggestion = did_you_mean(category, known_categories());
            document.diagnostics->error(
                document.place(node),
                fmt::format("unknown category '{}', and no 'categoryType' that would say more",
                            category),
                suggestion.empty() ? "for instance DALiuGEApp, Memory, Scatter" : suggestion);
        }
        node["categoryType"] = category_type(text_of(node, "category"), node["isGroup"] == true);
    }
}

void upgrade_link(Document& document, Json& link, std::size_t index)
{
    for (char const* key : {"from", "to"}) {
        link[key] = text_of(link, key);
        if (link[key] == "") {
            document.diagnostics->error(
                fmt::format("{}: /linkDataArray/{}", document.source, index),
                fmt::format("the link has no '{}'", key));
        }
    }
    for (char const* key : {"fromPort", "toPort"}) {
        if (auto const& port = member(link, key); !port.is_null()) {
            link[key] = text_of(port);
        }
    }
    link["loop_aware"] = is_true(member(link, "loop_aware")) ? "1" : "0";
}

/// Refuses lists of \p node that are none, and what is no object in them; takes them away.
void check_lists(Document& document, Json& node)
{
    for (char const* key : field_lists) {
        auto const found = node.find(key);
        if (found == node.end() || found->is_null()) {
            continue;
        }
        auto const is_wrong = [](Json const& entry) { return !entry.is_object(); };
        if (!found->is_array() || std::ranges::any_of(*found, is_wrong)) {
            document.diagnostics->error(document.place(node),
                                        fmt::format("its '{}' is not a list of objects", key),
                                        "for instance [{\"name\": \"num_cpus\", \"value\": 2}]");
            *found = Json::array();
        }
    }
}

}  // namespace

void upgrade(Document& document)
{
    upgrade_v4(document);
    if (auto const& links = member(document.json, "linkDataArray");
        !links.is_null() && !links.is_array()) {
        document.diagnostics->error(document.source + ": /linkDataArray",
                                    "the links are not a list");
    }
    auto& nodes = list_of(document.json, "nodeDataArray");
    auto const identity = identity_key(nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!nodes[i].is_object()) {
            document.diagnostics->error(fmt::format("{}: /nodeDataArray/{}", document.source, i),
                                        "a node must be a JSON object");
            nodes[i] = Json::object();
        }
        check_lists(document, nodes[i]);
        upgrade_node(document, nodes[i], identity);
    }
    auto& links = list_of(document.json, "linkDataArray");
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (!links[i].is_object()) {
            document.diagnostics->error(fmt::format("{}: /linkDataArray/{}", document.source, i),
                                        "a link must be a JSON object");
            links[i] = Json::object();
        }
        upgrade_link(document, links[i], i);
    }
}

}  // namespace atl::graph::logical
