#include "atoll/drops/plugin.hpp"

namespace {

std::unique_ptr<atl::drops::AppDrop const> make_nothing(atl::graph::DropSpec const& /*spec*/)
{
    return nullptr;
}

}  // namespace

ATOLL_PLUGIN({"Nothing", &make_nothing});
