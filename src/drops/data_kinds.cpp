#include "drops/data_kinds.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/apps/content.hpp"
#include "drops/data/directory_data.hpp"
#include "drops/data/environment.hpp"
#include "drops/data/file_data.hpp"
#include "drops/data/fixed_data.hpp"
#include "drops/data/memory_data.hpp"
#include "drops/data/null_data.hpp"
#include "drops/data/parameter_set.hpp"
#include "drops/data/pydata.hpp"
#include "drops/hdf5/hdf5_data.hpp"
#include "drops/template_set.hpp"

namespace atl::drops {
namespace {

using graph::Component;

bool flag(graph::DropSpec const& spec, std::string_view name, bool fallback)
{
    return spec.get(name).as_boolean().value_or(fallback);
}

/// What happens after the last use, where the kind does \p fallback when the graph says nothing.
AfterUse after_use(graph::DropSpec const& spec, bool persists, AfterUse fallback)
{
    bool const persistent = flag(spec, "persist", persists) || flag(spec, "precious", false);
    if (flag(spec, "expireAfterUse", false)) {
        return persistent ? AfterUse::keep : AfterUse::delete_drop;
    }
    return persistent ? AfterUse::keep : fallback;
}

PathRule path_rule(DataRecipe const& recipe, std::string filepath)
{
    return {std::move(filepath),
            recipe.spec.get("dirname").text(),
            recipe.date,
            recipe.services.data_folder};
}

/// The template's scalar parameters by name, for tokens in its path.
Lookup parameters(graph::DropSpec const& spec)
{
    std::map<std::string, std::string, std::less<>> values;
    for (auto const& [name, value] : spec.values()) {
        if (value.kind() != graph::Value::Kind::json && value.kind() != graph::Value::Kind::null) {
            values.emplace(name, value.text());
        }
    }
    return [values](std::string_view name) -> std::optional<std::string> {
        auto const found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional{found->second};
    };
}

std::unique_ptr<DataKind const> make_memory(DataRecipe const& recipe, MemoryBacking backing)
{
    auto initial = initial_content(recipe.spec);
    bool const has_initial = initial.has_value();
    return std::make_unique<MemoryData const>(
        MemoryRule{backing,
                   after_use(recipe.spec, false, AfterUse::free_memory),
                   has_initial ? std::move(*initial) : Payload{},
                   has_initial,
                   recipe.services.scratch_folder,
                   recipe.services.session_folder / "scratch"});
}

std::unique_ptr<DataKind const> make_file(DataRecipe const& recipe)
{
    auto const& spec = recipe.spec;
    // A name that is made up for the drop is that of no file which could be there before.
    bool const is_named = !spec.get("filepath").empty();
    FileRule rule{path_rule(recipe, spec.get("filepath").text()),
                  parameters(spec),
                  after_use(spec, true, AfterUse::keep),
                  !is_named,
                  flag(spec, "delete_parent_directory", false),
                  recipe.services.session_id,
                  recipe.services.staging,
                  is_named && flag(spec, "check_filepath_exists", false)};
    // Says now what would be wrong with the path of every drop of the template.
    static_cast<void>(file_path(rule.path, {"uid", "", "0"}, rule.parameter));
    return std::make_unique<FileData const>(std::move(rule));
}

std::unique_ptr<DataKind const> make_directory(DataRecipe const& recipe)
{
    auto const& spec = recipe.spec;
    auto folder = spec.get("dirname").text();
    if (folder.empty()) {
        folder = spec.get("filepath").text();
    }
    auto path = path_rule(recipe, folder);
    path.dirname.clear();
    DirectoryRule rule{std::move(path),
                       parameters(spec),
                       flag(spec, "create_if_missing", false) ? FolderCreation::before_use
                                                              : FolderCreation::at_completion,
                       after_use(spec, true, AfterUse::keep),
                       flag(spec, "check_exists", false)};
    static_cast<void>(file_path(rule.path, {"uid", "", "0"}, rule.parameter));
    return std::make_unique<DirectoryData const>(std::move(rule));
}

std::string dataset_name(graph::DropSpec const& spec)
{
    auto name = spec.get("dataset").text();
    if (name.empty()) {
        name = "data";
    }
    return name.starts_with('/') ? name : "/" + name;
}

std::unique_ptr<DataKind const> make_hdf5(DataRecipe const& recipe)
{
    auto const& spec = recipe.spec;
    auto const& dtype = spec.get("dtype");
    Hdf5Rule rule{path_rule(recipe, spec.get("filepath").text()),
                  parameters(spec),
                  dataset_name(spec),
                  ElementType::parse(dtype.empty() ? "uint8" : dtype.text()),
                  !dtype.empty(),
                  parse_extents(spec.get("shape").text()),
                  parse_extents(spec.get("chunks").text()),
                  recipe.services.scratch_folder,
                  recipe.services.io};
    auto const axes = std::max<std::size_t>(rule.shape.size(), 1);
    if (!rule.chunks.empty() && rule.chunks.size() != axes) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("HDF5 data '{}' has chunks of {} axes and a shape of {}",
                                spec.name(),
                                rule.chunks.size(),
                                axes),
                    "give chunks as many lengths as the shape"};
    }
    static_cast<void>(file_path(rule.path, {"uid", "", "0"}, rule.parameter));
    return std::make_unique<Hdf5Data const>(std::move(rule));
}

}  // namespace

std::int64_t lifespan_ns(graph::DropSpec const& spec)
{
    constexpr double longest_s = 9e9;  // about as many nanoseconds as there are in 64 bits
    auto const seconds = spec.get("lifespan").as_number().value_or(-1);
    if (seconds < 0 || seconds > longest_s || flag(spec, "persist", false) ||
        flag(spec, "precious", false)) {
        return TemplateSet::unlimited;
    }
    return static_cast<std::int64_t>(seconds * 1e9);
}

std::unique_ptr<DataKind const> make_data_kind(DataRecipe const& recipe)
{
    switch (recipe.component) {
        case Component::memory_data:
            return make_memory(recipe, MemoryBacking::heap);
        case Component::shared_memory_data:
            return make_memory(recipe, MemoryBacking::segment);
        case Component::file_data:
        case Component::json_data:
            return make_file(recipe);
        case Component::directory_data:
            return make_directory(recipe);
        case Component::null_data:
        case Component::end_data:
        case Component::container_data:
            return std::make_unique<NullData const>();
        case Component::hdf5_data:
            return make_hdf5(recipe);
        case Component::parameter_set_data:
            return std::make_unique<FixedData const>(
                make_payload(parameter_set_content(recipe.spec)), recipe.services.scratch_folder);
        case Component::environment_data:
            return std::make_unique<FixedData const>(environment_content(recipe.spec),
                                                     recipe.services.scratch_folder);
        default:
            break;
    }
    throw Error{ErrorKind::invalid_graph,
                fmt::format("data of class '{}' ({}) cannot be kept on this installation",
                            recipe.spec.dropclass(),
                            graph::to_string(recipe.component)),
                "atoll validate lists what a graph needs"};
}

}  // namespace atl::drops
