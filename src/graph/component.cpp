#include "atoll/graph/component.hpp"

#include <algorithm>
#include <array>

namespace atl::graph {
namespace {

constexpr auto app = DropKind::app;
constexpr auto data = DropKind::data;
using C = Component;
using S = Support;

// clang-format off
/// Today's names first, then what older DALiuGE versions and old graphs call the same things.
constexpr std::array names{
    ComponentName{"dlg.data.drops.memory.InMemoryDROP",           C::memory_data,          data, S::native},
    ComponentName{"dlg.data.drops.memory.SharedMemoryDROP",       C::shared_memory_data,   data, S::native},
    ComponentName{"dlg.data.drops.memory.PythonObjectDROP",       C::memory_data,          data, S::native},
    ComponentName{"dlg.data.drops.file.FileDROP",                 C::file_data,            data, S::native},
    ComponentName{"dlg.data.drops.directory.DirectoryDROP",       C::directory_data,       data, S::native},
    ComponentName{"dlg.data.drops.data_base.NullDROP",            C::null_data,            data, S::native},
    ComponentName{"dlg.data.drops.data_base.EndDROP",             C::end_data,             data, S::native},
    ComponentName{"dlg.data.drops.json_drop.JsonDROP",            C::json_data,            data, S::native},
    ComponentName{"dlg.data.drops.parset_drop.ParameterSetDROP",  C::parameter_set_data,   data, S::native},
    ComponentName{"dlg.data.drops.environmentvar_drop.EnvironmentVarDROP", C::environment_data, data, S::native},
    ComponentName{"dlg.data.drops.container.ContainerDROP",       C::container_data,       data, S::native},
    ComponentName{"atoll.data.Hdf5Dataset",                       C::hdf5_data,            data, S::native},
    ComponentName{"dlg.data.drops.ngas.NgasDROP",                 C::external_data,        data, S::service},
    ComponentName{"dlg.data.drops.s3_drop.S3DROP",                C::external_data,        data, S::service},
    ComponentName{"dlg.data.drops.rdbms.RDBMSDrop",               C::external_data,        data, S::service},
    ComponentName{"dlg.data.drops.plasma.PlasmaDROP",             C::shared_memory_data,   data, S::native},
    ComponentName{"dlg.data.drops.plasma.PlasmaFlightDROP",       C::shared_memory_data,   data, S::native},

    ComponentName{"dlg.apps.simple.NullBarrierApp",               C::null_barrier_app,     app,  S::native},
    ComponentName{"dlg.apps.simple.SleepApp",                     C::sleep_app,            app,  S::native},
    ComponentName{"dlg.apps.simple.CopyApp",                      C::copy_app,             app,  S::native},
    ComponentName{"dlg.apps.simple.SleepAndCopyApp",              C::sleep_and_copy_app,   app,  S::native},
    ComponentName{"dlg.apps.simple.RandomArrayApp",               C::random_array_app,     app,  S::native},
    ComponentName{"dlg.apps.simple.AverageArraysApp",             C::average_arrays_app,   app,  S::native},
    ComponentName{"dlg.apps.simple.GenericGatherApp",             C::generic_gather_app,   app,  S::native},
    ComponentName{"dlg.apps.simple.ArrayGatherApp",               C::array_gather_app,     app,  S::native},
    ComponentName{"dlg.apps.simple.DictGatherApp",                C::dict_gather_app,      app,  S::native},
    ComponentName{"dlg.apps.simple.GenericNpyGatherApp",          C::generic_npy_gather_app, app, S::native},
    ComponentName{"dlg.apps.simple.HelloWorldApp",                C::hello_world_app,      app,  S::native},
    ComponentName{"dlg.apps.simple.UrlRetrieveApp",               C::url_retrieve_app,     app,  S::native},
    ComponentName{"dlg.apps.simple.GenericScatterApp",            C::generic_scatter_app,  app,  S::native},
    ComponentName{"dlg.apps.simple.GenericNpyScatterApp",         C::generic_npy_scatter_app, app, S::native},
    ComponentName{"dlg.apps.simple.PickOne",                      C::pick_one_app,         app,  S::native},
    ComponentName{"dlg.apps.simple.ListAppendThrashingApp",       C::list_append_app,      app,  S::native},
    ComponentName{"dlg.apps.simple.SimpleBranch",                 C::simple_branch_app,    app,  S::native},
    ComponentName{"dlg.apps.crc.CRCApp",                          C::crc_app,              app,  S::native},
    ComponentName{"dlg.apps.crc.CRCStreamApp",                    C::crc_stream_app,       app,  S::native},
    ComponentName{"dlg.apps.socket_listener.SocketListenerApp",   C::socket_listener_app,  app,  S::native},
    ComponentName{"dlg.apps.bash_shell_app.BashShellApp",         C::shell_app,            app,  S::native},
    ComponentName{"dlg.apps.bash_shell_app.StreamingOutputBashApp", C::shell_app,          app,  S::native},
    ComponentName{"dlg.apps.bash_shell_app.StreamingInputBashApp", C::shell_app,           app,  S::native},
    ComponentName{"dlg.apps.bash_shell_app.StreamingInputOutputBashApp", C::shell_app,     app,  S::native},
    ComponentName{"atoll.apps.WorkflowTask",                      C::workflow_task_app,    app,  S::native},
    ComponentName{"atoll.apps.Process",                           C::process_app,          app,  S::native},
    ComponentName{"atoll.apps.ProcessApp",                        C::process_app,          app,  S::native},
    ComponentName{"dlg.apps.dynlib.DynlibApp",                    C::dynlib_app,           app,  S::native},
    ComponentName{"dlg.apps.dynlib.DynlibProcApp",                C::dynlib_app,           app,  S::native},
    ComponentName{"dlg.apps.dynlib.DynlibStreamApp",              C::dynlib_stream_app,    app,  S::native},
    ComponentName{"dlg.apps.pyfunc.PyFuncApp",                    C::python_app,           app,  S::python},
    ComponentName{"dlg.apps.pyfunc.PyMemberApp",                  C::python_app,           app,  S::python},
    ComponentName{"dlg.apps.simple.Branch",                       C::python_app,           app,  S::python},
    ComponentName{"dlg.apps.simple.PythonApp",                    C::python_app,           app,  S::python},
    ComponentName{"dlg.apps.branch.BranchAppDrop",                C::python_app,           app,  S::python},
    ComponentName{"dlg.apps.dockerapp.DockerApp",                 C::docker_app,           app,  S::container},
    ComponentName{"dlg.apps.mpi.MPIApp",                          C::mpi_app,              app,  S::mpi},
    ComponentName{"dlg.apps.subgraph.SubGraphLocal",              C::subgraph_app,         app,  S::service},
    ComponentName{"dlg.apps.archiving.ExternalStoreApp",          C::archiving_app,        app,  S::service},
    ComponentName{"dlg.apps.archiving.NgasArchivingApp",          C::archiving_app,        app,  S::service},
    ComponentName{"dlg.apps.scp.ScpApp",                          C::external_app,         app,  S::service},

    ComponentName{"dlg.data.drops.memory.MemoryDROP",             C::memory_data,          data, S::native},
    ComponentName{"dlg.data.drops.data_base.DataDROP",            C::memory_data,          data, S::native},
    ComponentName{"dlg.data.drops.environment.EnvironmentVarDROP", C::environment_data,    data, S::native},
    ComponentName{"dlg.data.drops.ngas_drop.NgasDROP",            C::external_data,        data, S::service},
    ComponentName{"dlg.data.drops.InMemoryDROP",                  C::memory_data,          data, S::native},
    ComponentName{"dlg.data.drops.FileDROP",                      C::file_data,            data, S::native},
    ComponentName{"dlg.drop.InMemoryDROP",                        C::memory_data,          data, S::native},
    ComponentName{"dlg.drop.SharedMemoryDROP",                    C::shared_memory_data,   data, S::native},
    ComponentName{"dlg.drop.FileDROP",                            C::file_data,            data, S::native},
    ComponentName{"dlg.drop.NullDROP",                            C::null_data,            data, S::native},
    ComponentName{"dlg.drop.EndDROP",                             C::end_data,             data, S::native},
    ComponentName{"dlg.drop.ContainerDROP",                       C::container_data,       data, S::native},
    ComponentName{"dlg.drop.DirectoryContainer",                  C::directory_data,       data, S::native},
    ComponentName{"dlg.drop.NgasDROP",                            C::external_data,        data, S::service},
    ComponentName{"dlg.drop.RDBMSDrop",                           C::external_data,        data, S::service},
    ComponentName{"dlg.drop.PlasmaDROP",                          C::shared_memory_data,   data, S::native},
    ComponentName{"dlg.drop.PlasmaFlightDROP",                    C::shared_memory_data,   data, S::native},
    ComponentName{"dlg.json_drop.JsonDROP",                       C::json_data,            data, S::native},
    ComponentName{"dlg.s3_drop.S3DROP",                           C::external_data,        data, S::service},
    ComponentName{"dlg.parset_drop.ParameterSetDROP",             C::parameter_set_data,   data, S::native},
    ComponentName{"dlg.environmentvar_drop.EnvironmentVarDROP",   C::environment_data,     data, S::native},
    ComponentName{"dlg.drop.BarrierAppDROP",                      C::null_barrier_app,     app,  S::native},
    ComponentName{"dlg.apps.app_base.BarrierAppDROP",             C::null_barrier_app,     app,  S::native},
    ComponentName{"dlg.simple.apps.SleepApp",                     C::sleep_app,            app,  S::native},
    ComponentName{"dlg.apps.simple.sleep",                        C::sleep_app,            app,  S::native},
    ComponentName{"test.graphsRepository.SleepApp",               C::sleep_app,            app,  S::native},
    ComponentName{"test.graphsRepository.SleepAndCopyApp",        C::sleep_and_copy_app,   app,  S::native},
    ComponentName{"test.graphsRepository",                        C::sleep_app,            app,  S::native},
    ComponentName{"dlg.apps.branch.SimpleBranch",                 C::simple_branch_app,    app,  S::native},
    ComponentName{"dlg.apps.simple.EventApp",                     C::event_app,            app,  S::native},
    ComponentName{"PythonApp",                                    C::python_app,           app,  S::python},
    ComponentName{"atoll.DataLink",                               C::external_app,         app,  S::incomplete},
};
// clang-format on

/// In the order of the enumeration.
constexpr std::array component_words{
    std::string_view{"memory"},
    std::string_view{"shared memory"},
    std::string_view{"file"},
    std::string_view{"directory"},
    std::string_view{"null data"},
    std::string_view{"end of the session"},
    std::string_view{"JSON file"},
    std::string_view{"parameter set"},
    std::string_view{"environment variables"},
    std::string_view{"HDF5 dataset"},
    std::string_view{"container of data"},
    std::string_view{"external data"},
    std::string_view{"barrier"},
    std::string_view{"sleep"},
    std::string_view{"copy"},
    std::string_view{"sleep and copy"},
    std::string_view{"random array"},
    std::string_view{"average of arrays"},
    std::string_view{"gather"},
    std::string_view{"gather of arrays"},
    std::string_view{"gather into a dictionary"},
    std::string_view{"reducing gather"},
    std::string_view{"hello world"},
    std::string_view{"download"},
    std::string_view{"scatter"},
    std::string_view{"scatter of arrays"},
    std::string_view{"pick one"},
    std::string_view{"list append"},
    std::string_view{"branch"},
    std::string_view{"checksum"},
    std::string_view{"checksum of a stream"},
    std::string_view{"socket listener"},
    std::string_view{"task of a workflow"},
    std::string_view{"shell command"},
    std::string_view{"process"},
    std::string_view{"dynamic library"},
    std::string_view{"streaming dynamic library"},
    std::string_view{"plug-in"},
    std::string_view{"event"},
    std::string_view{"Python component"},
    std::string_view{"container image"},
    std::string_view{"MPI program"},
    std::string_view{"subgraph"},
    std::string_view{"archiving"},
    std::string_view{"external app"},
};
static_assert(component_words.size() == static_cast<std::size_t>(Component::external_app) + 1);

constexpr std::string_view plugin_prefix = "atoll.plugin:";

bool names_a_plugin(std::string_view dropclass)
{
    auto const rest = dropclass.substr(plugin_prefix.size());
    auto const colon = rest.rfind(':');
    return colon != std::string_view::npos && colon > 0 && colon + 1 < rest.size();
}

/// "InMemoryDROP" and "dlg.somewhere.InMemoryDROP" both end in the class; a bare class is enough.
std::string_view class_of(std::string_view dotted)
{
    auto const dot = dotted.rfind('.');
    return dot == std::string_view::npos ? dotted : dotted.substr(dot + 1);
}

bool same_name(std::string_view known, std::string_view asked)
{
    constexpr std::string_view old_prefix = "dfms.";
    if (asked.starts_with(old_prefix)) {
        return known.starts_with("dlg.") && known.substr(4) == asked.substr(old_prefix.size());
    }
    return known == asked ||
           (asked.find('.') == std::string_view::npos && class_of(known) == asked);
}

bool is_dotted_python_name(std::string_view name)
{
    return name.find('.') != std::string_view::npos && !name.starts_with("dlg.") &&
           !name.starts_with("dfms.") && !name.starts_with("atoll.") && !name.starts_with('.') &&
           !name.ends_with('.');
}

}  // namespace

std::span<ComponentName const> component_names() noexcept
{
    return names;
}

ComponentName find_component(std::string_view dropclass, DropKind kind) noexcept
{
    for (auto const& name : names) {
        if (name.kind == kind && same_name(name.dropclass, dropclass)) {
            return name;
        }
    }
    if (kind == DropKind::app && dropclass.starts_with(plugin_prefix)) {
        auto const support = names_a_plugin(dropclass) ? Support::native : Support::unknown;
        return {dropclass, Component::plugin_app, kind, support};
    }
    auto const external =
        kind == DropKind::app ? Component::external_app : Component::external_data;
    if (is_dotted_python_name(dropclass) || dropclass.starts_with("dlg.apps.plasma.") ||
        dropclass.starts_with("dlg.common.")) {
        return {dropclass, external, kind, Support::python};
    }
    return {dropclass, external, kind, Support::unknown};
}

std::string_view to_string(Component component) noexcept
{
    return component_words[static_cast<std::size_t>(component)];
}

}  // namespace atl::graph
