#pragma once

#include "atoll/drops/app_drop.hpp"

namespace atl::drops {

/// Appends every input to every output, in their orders; directories are copied into directories
/// with all they hold. Inputs without content are passed over.
/// \throws Error{io} when a directory has to go into something else.
void copy_inputs(AppContext const& context);

}  // namespace atl::drops
