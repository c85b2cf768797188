#include "graph/logical/embedded_apps.hpp"

#include <map>
#include <string>
#include <utility>

#include "graph/logical/attributes.hpp"
#include "graph/logical/categories.hpp"

namespace atl::graph::logical {
namespace {

[[nodiscard]] bool is_gather(Json const& node)
{
    return text_of(node, "category") == "Gather";
}

/// Key under which \p node names the kind of its embedded app, or nullptr when it has none.
[[nodiscard]] char const* app_key(Json const& node)
{
    auto const category = text_of(node, "category");
    if (category != "Scatter" && category != "Gather" && category != "Service") {
        return nullptr;
    }
    for (char const* key : {"inputApplicationType", "outputApplicationType"}) {
        if (names_app(member(node, key))) {
            return key;
        }
    }
    return nullptr;
}

[[nodiscard]] Json make_app(Json const& construct, char const* key)
{
    Json app = Json::object();
    app["reprodata"] = construct.value("reprodata", Json::object());
    app["id"] = construct["id"];
    app["category"] = text_of(construct, key);
    app["name"] = attribute(construct, "name");
    app["isGroup"] = false;
    app["categoryType"] = "Application";
    app["fields"] = construct["inputAppFields"];
    auto& attributes = app[attributes_key] = Json::object();
    for (auto const& field : construct["inputAppFields"]) {
        attributes[text_of(field, "name")] = member(field, "value");
    }
    for (auto const& field : construct["fields"]) {
        app["fields"].push_back(field);
    }
    for (char const* inherited : {"mkn", "parentId"}) {
        if (construct.contains(inherited)) {
            app[inherited] = construct[inherited];
        }
    }
    app["outputAppFields"] = construct["outputAppFields"];
    return app;
}

/// The extraction of all embedded apps of one document.
class Extraction {
  public:
    explicit Extraction(Document& document) : document_(document) {}

    void run()
    {
        for (auto& node : document_.nodes()) {
            if (auto const* const key = app_key(node); key != nullptr) {
                extract(node, key);
            }
        }
        for (auto& app : apps_) {
            document_.nodes().push_back(std::move(app));
        }
        for (auto& node : document_.nodes()) {
            auto const renamed = new_ids_.find(text_of(node, "parentId"));
            if (renamed != new_ids_.end()) {
                node["parentId"] = renamed->second;
            }
        }
        for (auto const& node : document_.nodes()) {
            parents_.emplace(text_of(node, "id"), text_of(node, "parentId"));
        }
        redirect_inputs();
        redirect_outputs();
    }

  private:
    void extract(Json& construct, char const* key)
    {
        auto app = make_app(construct, key);
        auto const id = text_of(construct, "id");
        auto const renamed = id + "#" + text_of(construct, "category");
        if (is_gather(construct)) {
            gathers_.emplace(id, apps_.size());
            app["parentId"] = renamed;
            app[attributes_key]["group_start"] = 1;
        }
        new_ids_.emplace(id, renamed);
        construct["id"] = renamed;
        apps_.push_back(std::move(app));
    }

    /// What is linked to a gather goes to the construct; what its own members link to it goes to a
    /// second app behind it, else the graph would have a cycle.
    void redirect_inputs()
    {
        for (auto& link : document_.links()) {
            auto const target = text_of(link, "to");
            if (!gathers_.contains(target)) {
                continue;
            }
            auto const& construct = new_ids_.at(target);
            bool const from_inside = parents_[text_of(link, "from")] == construct;
            link["to"] = from_inside ? second_app(target) : construct;
        }
    }

    void redirect_outputs()
    {
        for (auto& link : document_.links()) {
            auto const second = second_apps_.find(text_of(link, "from"));
            if (second == second_apps_.end()) {
                continue;
            }
            auto const& construct = new_ids_.at(second->first);
            if (parents_[text_of(link, "to")] == parents_[construct]) {
                link["from"] = second->second;
            }
        }
    }

    /// Id of the app behind gather \p id, made when first asked for.
    [[nodiscard]] std::string second_app(std::string const& id)
    {
        auto const [entry, added] = second_apps_.emplace(id, id + "-2");
        if (added) {
            auto const outside = parents_[new_ids_.at(id)];
            Json app;
            for (auto const& node : document_.nodes()) {
                if (text_of(node, "id") == id) {
                    app = node;
                }
            }
            app["id"] = entry->second;
            app[attributes_key].erase("group_start");
            app.erase("parentId");
            if (!outside.empty()) {
                app["parentId"] = outside;
            }
            document_.nodes().push_back(std::move(app));
        }
        return entry->second;
    }

    Document& document_;
    std::vector<Json> apps_;
    std::map<std::string, std::size_t> gathers_;      // old id: place in apps_
    std::map<std::string, std::string> new_ids_;      // old id of a construct: its new one
    std::map<std::string, std::string> second_apps_;  // old id of a gather: its second app's
    std::map<std::string, std::string> parents_;      // id: id of the enclosing group or ""
};

}  // namespace

void extract_embedded_apps(Document& document)
{
    Extraction{document}.run();
}

}  // namespace atl::graph::logical
