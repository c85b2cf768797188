#include "graph/logical/upgrade_v4.hpp"

#include "graph/logical/categories.hpp"

namespace atl::graph::logical {
namespace {

/// The fields of a V4 node, an object by field id, as a list.
[[nodiscard]] Json field_list(Json const& fields)
{
    Json list = Json::array();
    for (auto const& [id, field] : fields.items()) {
        if (field.is_object()) {
            Json entry = field;
            if (!entry.contains("id")) {
                entry["id"] = id;
            }
            list.push_back(std::move(entry));
        }
    }
    return list;
}

/// The app that construct \p node names under \p id_key, folded into it under \p prefix keys.
void embed(Json& node, Json const& nodes, char const* id_key, std::string const& prefix)
{
    auto const id = text_of(node, id_key);
    auto const app = nodes.find(id);
    bool const found = !id.empty() && app != nodes.end();
    node[prefix + "AppFields"] = found ? field_list(member(*app, "fields")) : Json::array();
    node[prefix + "ApplicationType"] = found ? text_of(*app, "category") : "None";
    node[prefix + "ApplicationName"] = found ? text_of(*app, "name") : "";
}

[[nodiscard]] Json convert_node(std::string const& id, Json const& source, Json const& nodes)
{
    Json node = source;
    node["id"] = id;
    node["isGroup"] = is_construct(text_of(source, "category"));
    node["fields"] = field_list(member(source, "fields"));
    embed(node, nodes, "inputApplicationId", "input");
    embed(node, nodes, "outputApplicationId", "output");
    return node;
}

/// A link to or from an embedded app goes to or from its construct.
[[nodiscard]] std::string link_end(Json const& nodes, std::string const& id)
{
    auto const node = nodes.find(id);
    auto const construct = node == nodes.end() ? std::string{} : text_of(*node, "embedId");
    return construct.empty() ? id : construct;
}

}  // namespace

void upgrade_v4(Document& document)
{
    auto const nodes = member(document.json, "nodes");
    if (!nodes.is_object() || document.json.contains("nodeDataArray")) {
        return;
    }
    auto& list = list_of(document.json, "nodeDataArray");
    for (auto const& [id, node] : nodes.items()) {
        if (node.is_object() && text_of(node, "embedId").empty()) {
            list.push_back(convert_node(id, node, nodes));
        }
    }
    auto& links = list_of(document.json, "linkDataArray");
    auto const edges = member(document.json, "edges");
    for (auto const& edge : edges) {
        Json link = Json::object();
        link["from"] = link_end(nodes, text_of(edge, "srcNodeId"));
        link["to"] = link_end(nodes, text_of(edge, "destNodeId"));
        link["fromPort"] = text_of(edge, "srcPortId");
        link["toPort"] = text_of(edge, "destPortId");
        link["loop_aware"] = is_true(member(edge, "loopAware")) ? "1" : "0";
        links.push_back(std::move(link));
    }
}

}  // namespace atl::graph::logical
