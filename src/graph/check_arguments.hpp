#pragma once

#include <simdjson.h>

#include "graph/template_fields.hpp"

namespace atl::graph {

/// Reports what is wrong with the ports and arguments of a drop's JSON \p object: lists and
/// descriptions of another form than DALiuGE writes, and encodings that do not exist.
void check_arguments(simdjson::dom::object object, TemplateFields const& fields);

}  // namespace atl::graph
