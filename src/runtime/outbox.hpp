#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/manager/protocol.hpp"

namespace atl::runtime {

/// Events on their way from the workers to other ranks.
///
/// Each worker has a ring of its own with one writer (the worker) and one reader (the progress
/// thread), so that nothing is locked or allocated when a drop completes.
class Outbox {
  public:
    struct Entry {
        std::uint32_t rank{0};
        manager::EventWord event;
    };

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
        std::size_t taken = 0;
        for (std::size_t i = 0; i < count_; ++i) {
            taken += drain_ring(rings_[i], sink);
        }
        return taken;
    }

    static constexpr std::size_t capacity = std::size_t{1}
                                            << 14U;  ///< Entries a worker may be ahead.

  private:
    struct alignas(64) Ring {
        // head: written by the worker (release: the entry below it is complete), read by the
        // progress thread (acquire).
        std::atomic<std::size_t> head{0};
        // tail: written by the progress thread (release: the entries below it are free), read by
        // the worker (acquire).
        alignas(64) std::atomic<std::size_t> tail{0};
        std::unique_ptr<Entry[]> entries{new Entry[capacity]};
    };

    template <typename Sink>
    static std::size_t drain_ring(Ring& ring, Sink& sink)
    {
        auto const head = ring.head.load(std::memory_order_acquire);
        auto tail = ring.tail.load(std::memory_order_relaxed);
        auto const taken = head - tail;
        for (; tail != head; ++tail) {
            sink(ring.entries[tail % capacity]);
        }
        ring.tail.store(tail, std::memory_order_release);
        return taken;
    }

    std::unique_ptr<Ring[]> rings_;
    std::size_t count_;
};

}  // namespace atl::runtime
