#pragma once

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Turns every MKN construct into a gather of m inputs, whose input app feeds k copies of the
/// members, whose results the output app takes together. \pre attributes are collected.
void convert_mkn(Document& document);

}  // namespace atl::graph::logical
