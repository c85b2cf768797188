#pragma once

#include <functional>
#include <string>

#include "atoll/core/ids.hpp"
#include "atoll/journal/journal_record.hpp"
#include "atoll/journal/segment_head.hpp"

namespace atl::journal {

/// \p record of the segment with \p head as lines of text, one an event: epoch, rank, time, drop,
/// what happened. \p name gives a drop's name.
[[nodiscard]] std::string describe(SegmentHead const& head,
                                   JournalRecord const& record,
                                   std::function<std::string(DropId)> const& name);

}  // namespace atl::journal
