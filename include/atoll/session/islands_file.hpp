#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// An extension job as people see it.
struct IslandRecord {
    std::uint32_t number{0};  ///< From 1 in the order of submission.
    std::string job_id;       ///< SLURM's; "" while it is submitted.
    std::string job_cluster;  ///< For `-M`; "" for the default cluster.
    std::string state;        ///< submitting, waiting, withdrawing, starting, working, ...
    std::string reason;       ///< Why it waits, or why it ended.
    std::uint32_t cpus{0};
    double end{0};  ///< When its job ends, seconds since 1970 UTC; 0: not known.
    friend bool operator==(IslandRecord const&, IslandRecord const&) = default;
};

/// Something that was decided, or happened to an island.
struct ScalingNote {
    double time{0};  ///< Seconds since 1970 UTC.
    std::string line;
    friend bool operator==(ScalingNote const&, ScalingNote const&) = default;
};

/// The content of islands.json: the extension jobs of a session, and the last decisions. Written
/// by rank 0 by rename whenever something has changed.
struct IslandsFile {
    static constexpr std::size_t kept_notes = 50;

    std::vector<IslandRecord> islands;
    std::vector<ScalingNote> notes;      ///< Oldest first; the last kept_notes.
    std::optional<std::uint32_t> asked;  ///< Nodes that a person asked for; nothing: automatic.
    friend bool operator==(IslandsFile const&, IslandsFile const&) = default;
};

/// Writes islands.json. \throws Error{io}.
void write_islands_file(SessionFolder const& folder, IslandsFile const& islands);

/// Reads islands.json; nothing when there is none. \throws Error{io} when it is damaged.
[[nodiscard]] std::optional<IslandsFile> read_islands_file(SessionFolder const& folder);

}  // namespace atl::session
