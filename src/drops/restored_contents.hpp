#pragma once

#include <cstdint>
#include <span>

#include "atoll/core/restored_drop.hpp"
#include "atoll/graph/part.hpp"

#include "drops/contents.hpp"

namespace atl::drops {

/// DropRunner::restore().
void restore_contents(graph::Part const& part,
                      Contents& contents,
                      std::span<RestoredDrop const> drops);

/// DropRunner::announces().
[[nodiscard]] bool must_be_announced(Contents const& contents, std::uint32_t data);

/// DropRunner::outlived().
[[nodiscard]] bool has_outlived(graph::Part const& part,
                                Contents& contents,
                                std::uint32_t data) noexcept;

/// DropRunner::written_ns().
[[nodiscard]] std::int64_t last_written_ns(Contents& contents, std::uint32_t data) noexcept;

}  // namespace atl::drops
