#pragma once

#include <cstdint>

#include "atoll/journal/journal_identity.hpp"

namespace atl::journal {

/// What stands at the head of a segment.
struct SegmentHead {
    /// Version of the format that this program writes; it refuses larger ones.
    static constexpr std::uint32_t version = 1;

    JournalIdentity identity;
    std::uint32_t segment{0};   ///< 0, 1, ... in the journal of the rank and epoch.
    std::uint32_t previous{0};  ///< Bytes of the segment before that were safe when this began.
};

}  // namespace atl::journal
