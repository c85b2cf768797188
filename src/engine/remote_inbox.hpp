#pragma once

#include <cstdint>
#include <span>

#include "atoll/engine/engine.hpp"

#include "engine/local_queue.hpp"
#include "engine/shared.hpp"

namespace atl::engine {

/// Takes in what comes from outside the workers: the roots at the start, events of other ranks
/// later. Runs nothing; what becomes ready is shown to the workers. Used by one thread at a time.
class RemoteInbox {
  public:
    explicit RemoteInbox(Shared& shared) noexcept : shared_(shared) {}

    /// Make all drops ready that wait for no event, dealt out to the workers in blocks of
    /// neighbours.
    void admit_roots() noexcept;

    /// Pass \p events on to the drops that wait for them.
    void take_in(std::span<RemoteEvent const> events) noexcept;

  private:
    void admit(std::uint32_t drop) noexcept;
    void show(std::uint32_t slot) noexcept;

    Shared& shared_;
    LocalQueue ready_;
};

}  // namespace atl::engine
