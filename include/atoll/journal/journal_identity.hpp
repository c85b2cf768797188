#pragma once

#include <cstdint>
#include <string>

namespace atl::journal {

/// Whose journal it is: what stands at the head of each of its segments.
struct JournalIdentity {
    std::string session_id;
    std::uint64_t graph_hash{0};
    std::uint64_t drops{0};    ///< Of the whole graph.
    std::int64_t begun_ns{0};  ///< When the epoch began, wall clock; the same on all ranks.
    std::uint32_t epoch{1};
    std::uint32_t rank{0};

    friend bool operator==(JournalIdentity const&, JournalIdentity const&) = default;
};

}  // namespace atl::journal
