#include "drops/apps/factories.hpp"

namespace atl::drops {

void register_built_in_apps(Registry& registry)
{
    using graph::Component;
    registry.add(Component::array_gather_app, make_array_gather);
    registry.add(Component::average_arrays_app, make_average_arrays);
    registry.add(Component::copy_app, make_copy);
    registry.add(Component::crc_app, make_crc);
    registry.add(Component::crc_stream_app, make_crc);
    registry.add(Component::dict_gather_app, make_dict_gather);
    registry.add(Component::generic_gather_app, make_copy);
    registry.add(Component::generic_npy_gather_app, make_npy_gather);
    registry.add(Component::generic_npy_scatter_app, make_npy_scatter);
    registry.add(Component::generic_scatter_app, make_scatter);
    registry.add(Component::hello_world_app, make_hello_world);
    registry.add(Component::list_append_app, make_list_append);
    registry.add(Component::pick_one_app, make_pick_one);
    registry.add(Component::random_array_app, make_random_array);
    registry.add(Component::simple_branch_app, make_branch);
    registry.add(Component::sleep_and_copy_app, make_sleep_and_copy);
    registry.add(Component::sleep_app, make_sleep);
    registry.add(Component::socket_listener_app, make_socket_listener);
    registry.add(Component::url_retrieve_app, make_url_retrieve);
    registry.add(Component::workflow_task_app, make_workflow_task);
}

}  // namespace atl::drops
