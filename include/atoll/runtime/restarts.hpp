#pragma once

#include <cstdint>

namespace atl::runtime {

/// Whether somebody starts the ranks again when one of them is lost.
enum class Restarts : std::uint8_t {
    none,      ///< The session then ends with ExitStatus::lost_rank.
    expected,  ///< The session then goes on and has no outcome yet.
};

}  // namespace atl::runtime
