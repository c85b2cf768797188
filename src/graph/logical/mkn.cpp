#include "graph/logical/mkn.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "graph/logical/attributes.hpp"
#include "graph/logical/categories.hpp"

namespace atl::graph::logical {
namespace {

/// A field that sets number \p name of a construct.
[[nodiscard]] Json number_field(char const* name, std::int64_t value)
{
    return Json{{"id", name},
                {"name", name},
                {"value", value},
                {"type", "Integer"},
                {"usage", "NoPort"},
                {"parameterType", "ConstructParameter"}};
}

[[nodiscard]] std::int64_t factor(Document& document, Json const& node, char const* name)
{
    auto const number = whole_number(attribute(node, name));
    if (!number || *number < 1) {
        document.diagnostics->error(
            document.place(node),
            fmt::format("'{}' is '{}', which is not a whole number of at least 1",
                        name,
                        text_of(attribute(node, name))));
    }
    return std::max<std::int64_t>(1, number.value_or(1));
}

[[nodiscard]] Json bare_node(std::string id, std::string name, std::string category)
{
    Json node{{"id", std::move(id)},
              {"name", std::move(name)},
              {"category", std::move(category)},
              {"fields", Json::array()},
              {"inputAppFields", Json::array()},
              {"outputAppFields", Json::array()}};
    node["isGroup"] = is_construct(text_of(node, "category"));
    node["categoryType"] = category_type(text_of(node, "category"), false);
    return node;
}

[[nodiscard]] std::set<std::string> members_of(Document& document, std::string const& id)
{
    std::set<std::string> members;
    for (auto const& node : document.nodes()) {
        if (text_of(node, "parentId") == id) {
            members.insert(text_of(node, "id"));
        }
    }
    return members;
}

/// Results of members, and what goes to the outside, pass the output app.
void redirect(Document& document, std::string const& id, std::string const& output)
{
    auto const members = members_of(document, id);
    for (auto& link : document.links()) {
        if (text_of(link, "to") == id && members.contains(text_of(link, "from"))) {
            link["to"] = output;
        } else if (text_of(link, "from") == id && !members.contains(text_of(link, "to"))) {
            link["from"] = output;
        }
    }
}

/// \returns the nodes to add: the copies' scatter and the output app.
[[nodiscard]] Json convert(Document& document, Json& node)
{
    auto const id = text_of(node, "id");
    auto const name = text_of(node, "name");
    auto const copies_id = id + "#Copies";
    auto const output_id = id + "#Output";
    auto const copies = factor(document, node, "k");
    auto const inputs = factor(document, node, "m");
    static_cast<void>(factor(document, node, "n"));

    redirect(document, id, output_id);
    auto scatter = bare_node(copies_id, name, "Scatter");
    scatter["parentId"] = id;
    scatter["fields"].push_back(number_field("num_of_copies", copies));
    collect_attributes(scatter);

    auto const type = text_of(node, "outputApplicationType");
    auto const output_name = text_of(node, "outputApplicationName");
    auto output = bare_node(output_id,
                            output_name.empty() ? name + " output" : output_name,
                            names_app(type) ? type : "Component");
    output["parentId"] = id;
    output["fields"] = node["outputAppFields"];
    collect_attributes(output);

    for (auto& other : document.nodes()) {
        if (text_of(other, "parentId") == id) {
            other["parentId"] = copies_id;
        }
    }
    node["category"] = "Gather";
    if (!names_app(member(node, "inputApplicationType"))) {
        node["inputApplicationType"] = "Component";
    }
    node["fields"].push_back(number_field("num_of_inputs", inputs));
    node["mkn"] = Json::array({inputs, copies, factor(document, node, "n")});
    node[attributes_key]["num_of_inputs"] = inputs;
    return Json::array({std::move(scatter), std::move(output)});
}

}  // namespace

void convert_mkn(Document& document)
{
    Json added = Json::array();
    for (auto& node : document.nodes()) {
        if (text_of(node, "category") == "MKN") {
            for (auto& extra : convert(document, node)) {
                added.push_back(std::move(extra));
            }
        }
    }
    for (auto& node : added) {
        document.nodes().push_back(std::move(node));
    }
}

}  // namespace atl::graph::logical
