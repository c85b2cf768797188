#pragma once

#include <cstdint>
#include <span>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::drops {

/// What the environment variables of this process are to the session that is to run a graph.
enum class Surroundings : std::uint8_t {
    of_session,  ///< The session sees the same: a path with an unset one is an error.
    other,       ///< It may see others: a path with an unset one is a warning.
};

/// Reports to \p diagnostics what a rank would refuse about the drops of \p graph before the first
/// one starts: it makes the behaviour of every template, as a rank does. Left out are components
/// that this installation cannot run, libraries and plug-ins (not loaded here), and drops whose
/// command \p diagnostics knows to be wrong already.
///
/// Reports as well files that several drops write, for what is written last would stay.
///
/// Nothing is started or written. Thread-safe.
void check_templates(graph::PhysicalGraph const& graph,
                     Surroundings surroundings,
                     Diagnostics& diagnostics);

/// Same where the drops of \p graph stand for \p drops [templates] of each template, so that who is
/// written before whom is not known for all of them.
void check_templates(graph::PhysicalGraph const& graph,
                     std::span<std::uint64_t const> drops,
                     Surroundings surroundings,
                     Diagnostics& diagnostics);

}  // namespace atl::drops
