#include "graph/logical/drop_body.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "graph/logical/attributes.hpp"
#include "graph/logical/categories.hpp"

namespace atl::graph::logical {
namespace {

constexpr char const* sleep_app = "dlg.apps.simple.SleepApp";

/// Keys that say which drop it is and how it is joined; a field of such a name stays in `fields`.
constexpr std::array<std::string_view, 21> reserved{"oid",
                                                    "uid",
                                                    "iid",
                                                    "rank",
                                                    "loop_ctx",
                                                    "node",
                                                    "island",
                                                    "inputs",
                                                    "outputs",
                                                    "consumers",
                                                    "producers",
                                                    "streamingInputs",
                                                    "streamingConsumers",
                                                    "children",
                                                    "parent",
                                                    "ports",
                                                    "port_map",
                                                    "fields",
                                                    "applicationArgs",
                                                    "constraintParams",
                                                    "componentParams"};

[[nodiscard]] DropKind kind_of(Json const& node)
{
    auto const type = text_of(node, "categoryType");
    auto const category = text_of(node, "category");
    if (type == "Data") {
        return DropKind::data;
    }
    if (type == "Application" || category == "Branch" || category == "GroupBy") {
        return DropKind::app;
    }
    return category_type(category, false) == "Data" ? DropKind::data : DropKind::app;
}

[[nodiscard]] std::string app_class(Json const& node)
{
    auto name = text_of(
        attribute(node, {"appclass", "dropclass", "Application Class", "Application class"}));
    auto const category = text_of(node, "category");
    bool const sleeps = name == sleep_app && category != "BashShellApp" && category != "Docker";
    return name.empty() || (name == sleep_app && !sleeps) ? std::string{default_app_class(category)}
                                                          : name;
}

[[nodiscard]] std::string data_class(Json const& node)
{
    auto name = text_of(attribute(node, {"dataclass", "dropclass", "Data class"}));
    return name.empty() || name == sleep_app
               ? std::string{default_data_class(text_of(node, "category"))}
               : name;
}

/// Puts \p field among the parameters of its type.
void add_parameter(Json& drop, Json const& field)
{
    auto const type = text_of(field, "parameterType");
    auto const name = text_of(field, "name");
    if (type == "ApplicationArgument") {
        drop["applicationArgs"][name] = field;
    } else if (type == "ConstraintParameter") {
        drop["constraintParams"][name] = field;
    } else if (type == "ComponentParameter") {
        drop["componentParams"][name] = field;
    }
}

void flatten_fields(Json& drop, Json const& node)
{
    for (char const* key : {"applicationArgs", "constraintParams", "componentParams"}) {
        drop[key] = Json::object();
    }
    drop["fields"] = member(node, "fields");
    auto const own_class = drop["dropclass"];
    for (auto const& field : member(node, "fields")) {
        auto const name = text_of(field, "name");
        if (name.empty()) {
            continue;
        }
        if (std::ranges::find(reserved, name) == reserved.end()) {
            drop[name] = member(field, "value");
        }
        add_parameter(drop, field);
    }
    if (text_of(drop, "dropclass").empty()) {
        drop["dropclass"] = own_class;
    }
}

void add_app(Json& drop, Json const& node, std::int64_t weight)
{
    auto const name = app_class(node);
    drop["dropclass"] = name;
    drop["weight"] = weight;
    if (name == sleep_app) {
        drop["sleep_time"] = weight;
    }
    drop["num_cpus"] = whole_number(attribute(node, "num_cpus")).value_or(1);
    if (node.contains("mkn")) {
        drop["mkn"] = node["mkn"];
    }
}

/// DALiuGE's GroupBy makes a barrier.
void add_barrier(Json& drop)
{
    drop["categoryType"] = "Application";
    drop["dropclass"] = sleep_app;
    drop["weight"] = 1;
    drop["sleep_time"] = 1;
}

void apply_options(Json& drop, LogicalGraphOptions const& options)
{
    if (!options.replace_apps.empty() && drop["categoryType"] == "Application") {
        auto const& time = member(drop, "execution_time");
        drop["dropclass"] = options.replace_apps;
        drop["sleep_time"] = text_of(time).empty() ? Json(2) : time;
    }
    if (options.zero_run && drop.contains("sleep_time")) {
        drop["sleep_time"] = 0;
    }
}

[[nodiscard]] std::int64_t weight_of(Json const& node, DropKind kind)
{
    auto const type = text_of(node, "categoryType");
    if (type == "Application") {
        return logical::weight_of(node, "execution", "time");
    }
    return type == "Data" && kind == DropKind::data ? logical::weight_of(node, "data", "volume")
                                                    : 1;
}

}  // namespace

DropBody make_drop_body(Json const& node, LogicalGraphOptions const& options)
{
    DropBody body;
    body.kind = kind_of(node);
    auto const weight = std::max<std::int64_t>(0, weight_of(node, body.kind));
    auto const category = text_of(node, "category");
    auto const name = text_of(attribute(node, "name"));
    Json drop = Json::object();
    drop["name"] = name;
    drop["categoryType"] = text_of(node, "categoryType");
    drop["category"] = category;
    drop["dropclass"] = nullptr;
    drop["storage"] = category;
    drop["reprodata"] = node.value("reprodata", Json::object());
    if (category == "GroupBy") {
        add_barrier(drop);
    } else if (drop["categoryType"] == "Application" || category == "Branch") {
        drop["categoryType"] = "Application";
        add_app(drop, node, weight);
    } else if (drop["categoryType"] == "Data") {
        drop["dropclass"] = data_class(node);
        drop["weight"] = weight;
    }
    flatten_fields(drop, node);
    drop["lg_key"] = text_of(node, "id");
    drop["name"] = name;
    apply_options(drop, options);
    auto const text = drop.dump(-1, ' ', false, Json::error_handler_t::replace);
    body.json = text.substr(1, text.size() - 2);
    body.weight = static_cast<double>(weight);
    return body;
}

}  // namespace atl::graph::logical
