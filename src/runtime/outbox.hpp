#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "atoll/core/worker_rings.hpp"
#include "atoll/manager/protocol.hpp"

namespace atl::runtime {

/// Events on their way from the workers to other ranks; taken by the progress thread.
class Outbox {
  public:
    struct Entry {
        std::uint32_t rank{0};
        manager::EventWord event;
    };

    static constexpr std::size_t capacity = std::size_t{1}
                                            << 14U;  ///< Entries a worker may be ahead.

    /// \param workers  number of threads that push; the progress thread's own index is one of them.
    explicit Outbox(std::uint32_t workers);

    /// Adds an event; waits for the progress thread when the ring is full. Called by thread \p
    /// worker only.
    void push(std::uint32_t worker, Entry entry) noexcept;

    /// Takes everything that is there and hands it to \p sink in order of each worker. Progress
    /// thread only. \returns the number of entries.
    template <typename Sink>
    std::size_t drain(Sink&& sink)
    {
        return rings_.drain(std::forward<Sink>(sink));
    }

  private:
    WorkerRings<Entry> rings_;
};

}  // namespace atl::runtime
