#pragma once

#include <cstdint>
#include <string>

namespace atl::comm {

/// Who stands at one end of a link.
struct LinkIdentity {
    std::string session;     ///< Id of the session; both ends must be of the same.
    std::string name;        ///< For people and logs, for instance "island 3 (job 4711)".
    std::uint32_t epoch{0};  ///< Number of the session's run; both ends must be in the same.

    friend bool operator==(LinkIdentity const&, LinkIdentity const&) = default;
};

}  // namespace atl::comm
