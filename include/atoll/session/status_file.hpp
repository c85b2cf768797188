#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/core/error.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// How far a session is.
enum class SessionState {
    starting,  ///< Ranks read the graph; no drop runs yet.
    running,
    stopping,  ///< Asked to stop: nothing new starts, what runs is ended and recorded.
    ended,     ///< The outcome is in Status::outcome.
};

/// Lower-case word of \p state as status.json writes it.
[[nodiscard]] std::string_view to_string(SessionState state) noexcept;

/// One drop that failed, for a person to see.
struct FailedDrop {
    std::string oid;
    std::string name;
    std::string reason;
    friend bool operator==(FailedDrop const&, FailedDrop const&) = default;
};

/// One process of an extension job that lends its CPUs to the session.
struct ExtensionStatus {
    std::string job_id;  ///< SLURM's; "" when it was started by hand.
    std::string host;
    std::uint32_t cpus{0};
    std::uint32_t running{0};  ///< Apps.
    std::string state;         ///< working, silent or draining.
    friend bool operator==(ExtensionStatus const&, ExtensionStatus const&) = default;
};

/// The content of status.json: written by rank 0 every second by rename, and once at the end.
struct Status {
    static constexpr std::size_t kept_failures = 20;  ///< Failed drops listed by name.

    SessionState state{SessionState::starting};
    std::uint64_t total{0};                      ///< Drops of the graph.
    std::uint64_t done{0};                       ///< Drops in a final state, whatever it is.
    std::uint64_t failed{0};                     ///< Drops in state ERROR.
    std::map<std::string, std::uint64_t> drops;  ///< DALiuGE's state name to number of drops.
    double started{0};                           ///< Seconds since 1970 UTC; 0: not yet.
    double updated{0};                           ///< When this was written.
    double ended{0};                             ///< 0: not yet.
    std::vector<std::uint32_t> ranks_lost;
    std::uint64_t journals_waiting{0};  ///< Ranks that start no app until their journal has room.
    std::vector<ExtensionStatus> extensions;  ///< Those that are connected, in order of arrival.
    std::vector<FailedDrop> failures;         ///< The first kept_failures.
    std::optional<ExitStatus> outcome;        ///< Set when state is ended.

    friend bool operator==(Status const&, Status const&) = default;
};

/// Writes status.json, by rename. \throws Error{io}.
void write_status_file(SessionFolder const& folder, Status const& status);

/// Reads status.json; nothing when there is none yet. \throws Error{io} when it is damaged.
[[nodiscard]] std::optional<Status> read_status_file(SessionFolder const& folder);

/// Writes the file `exit_status`, by rename. \throws Error{io}.
void write_exit_status(SessionFolder const& folder, ExitStatus status);

/// What the file `exit_status` says; nothing when there is none or it holds no known status.
[[nodiscard]] std::optional<ExitStatus> read_exit_status(SessionFolder const& folder);

}  // namespace atl::session
