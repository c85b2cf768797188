#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// The content of link.json: how processes of other jobs reach rank 0 of a running session.
struct LinkFile {
    std::string address;     ///< As comm::to_string(LinkAddress) writes it.
    std::uint32_t epoch{0};  ///< Number of the session's run; links of another one are refused.

    friend bool operator==(LinkFile const&, LinkFile const&) = default;
};

/// Writes link.json, by rename, readable by its owner only. \throws Error{io}.
void write_link_file(SessionFolder const& folder, LinkFile const& link);

/// Removes link.json, if it is there: nobody listens any more.
void remove_link_file(SessionFolder const& folder) noexcept;

/// Reads link.json; nothing when there is none yet. \throws Error{io} when it is damaged.
[[nodiscard]] std::optional<LinkFile> read_link_file(SessionFolder const& folder);

}  // namespace atl::session
