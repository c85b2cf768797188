#pragma once

#include <string>
#include <vector>

#include <simdjson.h>

namespace atl::graph {

/// Keys that stand twice in one of the objects of \p element, itself included: JSON pointers below
/// it without the first '/', for instance "applicationArgs/f". Each once, in no order.
[[nodiscard]] std::vector<std::string> duplicate_keys(simdjson::dom::element element);

}  // namespace atl::graph
