#pragma once

#include <string>

namespace atl::drops {

/// The text of the exception in flight, for the reason of a drop's failure. \pre inside a catch.
[[nodiscard]] std::string current_problem();

}  // namespace atl::drops
