#pragma once

#include "atoll/drops/py_value.hpp"

namespace atl::drops {

/// Makes sure that \p value can be walked through: no container is part of itself, no more than 500
/// levels, no more than 50 million parts when shared ones count as often as they occur, and no
/// class or function among them.
/// \throws Error{io} with what is wrong.
void check_value(PyValue const& value);

/// The same for each of \p values, which may hold classes and functions.
void check_containers(PyValue::Items const& values);

}  // namespace atl::drops
