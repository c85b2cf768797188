#include "drops/plugin/plugin_app.hpp"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <system_error>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"
#include "atoll/drops/plugin.hpp"

#include "drops/dynlib/dynamic_library.hpp"

namespace atl::drops {
namespace {

/// LIBRARY and NAME of `atoll.plugin:LIBRARY:NAME`.
struct PluginName {
    std::string_view library;
    std::string_view app;
};

[[nodiscard]] PluginName parse_name(std::string_view dropclass)
{
    auto const first = dropclass.find(':');
    auto const last = dropclass.rfind(':');
    if (first == std::string_view::npos || first == last) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("'{}' does not name an app of a plug-in", dropclass),
                    "write atoll.plugin:LIBRARY:NAME"};
    }
    return {dropclass.substr(first + 1, last - first - 1), dropclass.substr(last + 1)};
}

[[nodiscard]] Error broken(DynamicLibrary const& library, std::string_view how)
{
    return {ErrorKind::invalid_graph,
            fmt::format("plug-in '{}' is broken: {}", library.name(), how),
            "ask whoever wrote it; ATOLL_PLUGIN (atoll/drops/plugin.hpp) makes a table"};
}

[[nodiscard]] std::span<PluginApp const> apps_of(DynamicLibrary const& library)
{
    using TableFunction = PluginTable const* (*)();
    auto const function = reinterpret_cast<TableFunction>(library.find("atoll_plugin_table"));
    if (function == nullptr) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("library '{}' is no plug-in for Atoll", library.name()),
                    "a plug-in names its apps with ATOLL_PLUGIN (atoll/drops/plugin.hpp)"};
    }
    auto const* const found = function();
    if (found == nullptr) {
        throw broken(library, "it names no apps: its table is null");
    }
    auto const& table = *found;
    if (table.abi != plugin_abi) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("plug-in '{}' was built for version {} of the plug-in interface; "
                                "this Atoll has version {}",
                                library.name(),
                                table.abi,
                                plugin_abi),
                    "build it again with the headers of this Atoll"};
    }
    if (table.apps == nullptr && table.count > 0) {
        throw broken(library, "its list of apps is null");
    }
    std::span const apps{table.apps, table.count};
    for (auto const& app : apps) {
        if (app.name == nullptr || app.make == nullptr) {
            throw broken(library, "an app of it has no name, or no function that makes it");
        }
    }
    return apps;
}

[[nodiscard]] std::unique_ptr<AppDrop const> make_app(DynamicLibrary const& library,
                                                      std::string_view name,
                                                      graph::DropSpec const& spec)
{
    std::vector<std::string_view> known;
    for (auto const& app : apps_of(library)) {
        if (app.name == name) {
            auto made = app.make(spec);
            if (made == nullptr) {
                throw broken(library, fmt::format("it made nothing of app '{}'", name));
            }
            return made;
        }
        known.emplace_back(app.name);
    }
    throw Error{ErrorKind::invalid_graph,
                fmt::format("plug-in '{}' has no app '{}' (it has: {})",
                            library.name(),
                            name,
                            fmt::join(known, ", ")),
                did_you_mean(name, known)};
}

/// Keeps the library loaded as long as its app exists.
class LoadedApp final : public AppDrop {
  public:
    LoadedApp(DynamicLibrary library, std::string_view name, graph::DropSpec const& spec)
        : library_(std::move(library)), app_(make_app(library_, name, spec))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override { return app_->run(context); }

  private:
    DynamicLibrary library_;
    std::unique_ptr<AppDrop const> app_;
};

[[nodiscard]] std::unique_ptr<AppDrop const> load(AppRecipe const& recipe)
{
    auto const name = parse_name(recipe.spec.dropclass());
    auto const* const search_path = std::getenv("ATOLL_PLUGIN_PATH");
    std::error_code ignored;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    DynamicLibrary library{name.library,
                           plugin_folders(search_path == nullptr ? "" : search_path, program)};
    return std::make_unique<LoadedApp const>(std::move(library), name.app, recipe.spec);
}

}  // namespace

std::vector<std::filesystem::path> plugin_folders(std::string_view search_path,
                                                  std::filesystem::path const& program)
{
    std::vector<std::filesystem::path> folders;
    while (!search_path.empty()) {
        auto const end = std::min(search_path.find(':'), search_path.size());
        if (end > 0) {
            folders.emplace_back(search_path.substr(0, end));
        }
        search_path.remove_prefix(std::min(end + 1, search_path.size()));
    }
    if (!program.empty()) {
        folders.push_back(program.parent_path().parent_path() / "lib" / "atoll");
    }
    return folders;
}

void register_plugin_apps(Registry& registry)
{
    registry.add(graph::Component::plugin_app, load);
}

}  // namespace atl::drops
