#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// What a resumed session does with drops that had failed.
enum class FailedDrops : std::uint8_t {
    keep,       ///< They stay in ERROR: the ranks were lost, nobody has mended anything.
    run_again,  ///< They run again, and what follows from them.
    only,       ///< As run_again, and nothing else runs that they do not need.
};

/// What a person asked for when resuming a session: the content of resume.json. It concerns what
/// was recorded up to epoch `since`.
struct ResumeRequest {
    std::uint32_t since{0};
    FailedDrops failed{FailedDrops::run_again};
    std::vector<std::string> from;     ///< Oids of drops that run again, with all after them.
    std::vector<std::string> changed;  ///< Oids of drops whose inputs, commands or code changed.

    friend bool operator==(ResumeRequest const&, ResumeRequest const&) = default;
};

/// Writes resume.json, by rename. \throws Error{io}.
void write_resume_request(SessionFolder const& folder, ResumeRequest const& request);

/// Reads resume.json; nothing when there is none. \throws Error{io} when it is damaged or of a
/// later version.
[[nodiscard]] std::optional<ResumeRequest> read_resume_request(SessionFolder const& folder);

}  // namespace atl::session
