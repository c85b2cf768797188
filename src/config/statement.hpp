#pragma once

#include <vector>

#include "atoll/config/read_cluster.hpp"

#include "cluster_keys.hpp"
#include "yaml_value.hpp"

namespace atl::config {

/// "key: value" in some place.
struct Statement {
    Section section{Section::cluster};
    YamlMember member;
    Severity severity{Severity::error};  ///< Of what is wrong with it.
    int rank{0};                         ///< A higher place wins; within one, a key's new name.
};

/// Stores every statement of \p statements (rising rank) that wins into \p file.cluster, and
/// accounts for all of them in \p file.keys. Unknown keys become problems.
void apply_statements(std::vector<Statement> const& statements, ClusterFile& file);

/// "cluster_kwargs.", "adapt_kwargs." and so on.
[[nodiscard]] std::string_view prefix_of(Section section) noexcept;

}  // namespace atl::config
