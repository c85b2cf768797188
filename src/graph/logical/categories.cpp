#include "graph/logical/categories.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace atl::graph::logical {
namespace {

using Names = std::string_view;

constexpr std::array<Names, 8> constructs{
    "Scatter", "Gather", "GroupBy", "Loop", "MKN", "SubGraph", "ExclusiveForceNode", "Service"};
constexpr std::array<Names, 3> annotations{"Comment", "Description", "Variables"};
constexpr std::array<Names, 16> data{"File",
                                     "Memory",

                                     "S3",
                                     "NGAS",
                                     "json",
                                     "SharedMemory",
                                     "Data",
                                     "null",
                                     "Plasma",
                                     "PlasmaFlight",
                                     "ParameterSet",
                                     "Start",
                                     "End",
                                     "Directory",
                                     "GlobalVariable",
                                     "EnvironmentVariables"};

/// Categories of apps that EAGLE has had, those that say nothing among them.
constexpr std::array<Names, 20> apps{"BashShellApp",
                                     "DALiuGEApp",
                                     "PyFuncApp",
                                     "PythonApp",
                                     "PythonMemberFunction",
                                     "PythonObject",
                                     "DynlibApp",
                                     "DynlibProcApp",
                                     "Docker",
                                     "Singularity",
                                     "Mpi",
                                     "MPI",
                                     "Branch",
                                     "SplitData",
                                     "RDBMS",
                                     "Application",
                                     "Component",
                                     "UnknownApplication",
                                     "Unknown",
                                     "None"};

constexpr std::array<std::pair<Names, Names>, 16> data_classes{{
    {"File", "dlg.data.drops.file.FileDROP"},
    {"file", "dlg.data.drops.file.FileDROP"},
    {"Memory", "dlg.data.drops.memory.InMemoryDROP"},
    {"memory", "dlg.data.drops.memory.InMemoryDROP"},
    {"Data", "dlg.data.drops.memory.InMemoryDROP"},
    {"SharedMemory", "dlg.data.drops.memory.SharedMemoryDROP"},
    {"Plasma", "dlg.data.drops.memory.SharedMemoryDROP"},
    {"PlasmaFlight", "dlg.data.drops.memory.SharedMemoryDROP"},
    {"S3", "dlg.data.drops.s3_drop.S3DROP"},
    {"NGAS", "dlg.data.drops.ngas.NgasDROP"},
    {"ParameterSet", "dlg.data.drops.parset_drop.ParameterSetDROP"},
    {"json", "dlg.data.drops.json_drop.JsonDROP"},
    {"null", "dlg.data.drops.data_base.NullDROP"},
    {"Directory", "dlg.data.drops.directory.DirectoryDROP"},
    {"EnvironmentVariables", "dlg.data.drops.environmentvar_drop.EnvironmentVarDROP"},
    {"End", "dlg.data.drops.data_base.EndDROP"},
}};

constexpr std::array<std::pair<Names, Names>, 7> app_classes{{
    {"BashShellApp", "dlg.apps.bash_shell_app.BashShellApp"},
    {"Docker", "dlg.apps.dockerapp.DockerApp"},
    {"Mpi", "dlg.apps.mpi.MPIApp"},
    {"PyFuncApp", "dlg.apps.pyfunc.PyFuncApp"},
    {"DynlibApp", "dlg.apps.dynlib.DynlibApp"},
    {"DynlibProcApp", "dlg.apps.dynlib.DynlibProcApp"},
    {"Branch", "dlg.apps.simple.SimpleBranch"},
}};

template <std::size_t n>
[[nodiscard]] bool contains(std::array<Names, n> const& names, Names name)
{
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool is_construct(std::string_view category)
{
    return contains(constructs, category);
}

bool is_annotation(std::string_view category)
{
    return contains(annotations, category);
}

bool is_known_category(std::string_view category)
{
    return is_construct(category) || is_annotation(category) || contains(data, category) ||
           contains(apps, category) || is_globals(category) ||
           !default_data_class(category).empty();
}

std::vector<std::string_view> known_categories()
{
    std::vector<std::string_view> result{constructs.begin(), constructs.end()};
    result.insert(result.end(), annotations.begin(), annotations.end());
    result.insert(result.end(), data.begin(), data.end());
    result.insert(result.end(), apps.begin(), apps.end());
    return result;
}

bool is_globals(std::string_view category)
{
    return category == "GlobalVariable" || category == "GlobalVariables";
}

std::string category_type(std::string_view category, bool is_group)
{
    if (is_group || is_construct(category)) {
        return "Construct";
    }
    if (contains(data, category)) {
        return "Data";
    }
    return is_annotation(category) ? "Other" : "Application";
}

bool is_old_category_type(std::string_view type)
{
    constexpr std::array<Names, 6> old{
        "", "Unknown", "ApplicationDrop", "DataDrop", "GroupComponent", "Group"};
    return contains(old, type);
}

bool names_app(Json const& application_type)
{
    constexpr std::array<Names, 4> nothing{"", "None", "Unknown", "UnknownApplication"};
    return !contains(nothing, text_of(application_type));
}

std::string_view default_data_class(std::string_view category)
{
    auto const* const found =
        std::ranges::find(data_classes, category, &std::pair<Names, Names>::first);
    return found == data_classes.end() ? Names{} : found->second;
}

std::string_view default_app_class(std::string_view category)
{
    auto const* const found =
        std::ranges::find(app_classes, category, &std::pair<Names, Names>::first);
    return found == app_classes.end() ? Names{"dlg.apps.simple.SleepApp"} : found->second;
}

}  // namespace atl::graph::logical
