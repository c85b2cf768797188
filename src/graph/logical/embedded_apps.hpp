#pragma once

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Makes a node of its own of each application that is embedded in a scatter, gather or service.
///
/// The app takes over the construct's id (links keep naming it) and stands beside a scatter but
/// inside a gather, where it starts the group; links to the id of a gather then mean the construct,
/// which gets a new id. Apps are appended to the list of nodes. \pre attributes are collected.
void extract_embedded_apps(Document& document);

}  // namespace atl::graph::logical
