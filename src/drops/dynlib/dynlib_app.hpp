#pragma once

#include "drops/registry.hpp"

namespace atl::drops {

/// Registers the apps in dynamic libraries with DALiuGE's C interface (dlg_app.h).
void register_dynlib_apps(Registry& registry);

}  // namespace atl::drops
