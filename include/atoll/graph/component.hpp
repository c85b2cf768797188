#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "atoll/core/drop_state.hpp"

namespace atl::graph {

/// What this installation can do with a component.
enum class Support : std::uint8_t {
    native,      ///< Runs here.
    python,      ///< Needs a Python component runner, which this version does not have.
    container,   ///< Needs a container runtime, which this version does not use.
    mpi,         ///< Needs a gang of MPI processes, which this version does not start.
    service,     ///< Needs an outside service (NGAS, S3, a database ...) that this version does not
                 ///< talk to.
    unknown,     ///< No such component: such drops can be looked at, not run.
    incomplete,  ///< The drop does not say enough to be run: no class, an empty command.
};

/// The components that Atoll knows by name. Order has no meaning; values are not stored in files.
enum class Component : std::uint16_t {
    // data
    memory_data,
    shared_memory_data,
    file_data,
    directory_data,
    null_data,
    end_data,
    json_data,
    parameter_set_data,
    environment_data,
    hdf5_data,
    container_data,
    external_data,
    // apps
    null_barrier_app,
    sleep_app,
    copy_app,
    sleep_and_copy_app,
    random_array_app,
    average_arrays_app,
    generic_gather_app,
    array_gather_app,
    dict_gather_app,
    generic_npy_gather_app,
    hello_world_app,
    url_retrieve_app,
    generic_scatter_app,
    generic_npy_scatter_app,
    pick_one_app,
    list_append_app,
    simple_branch_app,
    crc_app,
    crc_stream_app,
    socket_listener_app,
    workflow_task_app,
    shell_app,
    process_app,
    dynlib_app,
    dynlib_stream_app,
    plugin_app,
    event_app,
    // what is only recognised: see Support
    python_app,
    docker_app,
    mpi_app,
    subgraph_app,
    archiving_app,
    external_app,
};

/// One name under which graphs ask for a component.
struct ComponentName {
    std::string_view dropclass;  ///< For instance "dlg.apps.simple.SleepApp".
    Component component{};
    DropKind kind{};
    Support support{};
};

/// All names that are known, aliases and names of older DALiuGE versions included.
[[nodiscard]] std::span<ComponentName const> component_names() noexcept;

/// The component that \p dropclass names for a drop of \p kind.
///
/// `dfms.` counts as `dlg.`. A dotted name outside `dlg.` is a Python class of the user's (external
/// component, Support::python); `atoll.plugin:LIBRARY:NAME` is a plug-in of ours. Anything else
/// unknown is Support::unknown.
[[nodiscard]] ComponentName find_component(std::string_view dropclass, DropKind kind) noexcept;

/// \p component in words, for instance "shell command".
[[nodiscard]] std::string_view to_string(Component component) noexcept;

}  // namespace atl::graph
