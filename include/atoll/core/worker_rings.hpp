#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>

namespace atl {

/// Entries on their way from several threads to one.
///
/// Each writer has a ring of its own with one writing and one reading thread, so that nothing is
/// locked or allocated when an entry is added.
template <typename Entry>
class WorkerRings {
  public:
    /// \param writers   number of threads that push.
    /// \param capacity  entries that a writer may be ahead; a power of two.
    WorkerRings(std::uint32_t writers, std::size_t capacity)
        : rings_(new Ring[writers]), count_(writers), capacity_(capacity)
    {
        for (std::size_t i = 0; i < count_; ++i) {
            rings_[i].entries = std::make_unique<Entry[]>(capacity);
        }
    }

    /// Adds an entry; waits for the reader when the ring is full. Called by thread \p writer only.
    void push(std::uint32_t writer, Entry entry) noexcept
    {
        auto& ring = rings_[writer];
        auto const head = ring.head.load(std::memory_order_relaxed);
        while (head - ring.seen_tail == capacity_) {
            ring.seen_tail = ring.tail.load(std::memory_order_acquire);
            if (head - ring.seen_tail == capacity_) {
                std::this_thread::yield();
            }
        }
        ring.entries[head & (capacity_ - 1)] = entry;
        ring.head.store(head + 1, std::memory_order_release);
    }

    /// Takes everything that is there and hands it to \p sink in order of each writer. Reader only.
    /// \returns the number of entries.
    template <typename Sink>
    std::size_t drain(Sink&& sink)
    {
        std::size_t taken = 0;
        for (std::size_t i = 0; i < count_; ++i) {
            taken += drain_ring(rings_[i], sink);
        }
        return taken;
    }

  private:
    struct alignas(64) Ring {
        // head: written by the writer (release: the entry below it is complete), read by the
        // reader (acquire).
        std::atomic<std::size_t> head{0};
        std::size_t seen_tail{0};  // The writer's own: `tail` as it was last seen.
        // tail: written by the reader (release: the entries below it are free), read by the writer
        // (acquire).
        alignas(64) std::atomic<std::size_t> tail{0};
        std::unique_ptr<Entry[]> entries;
    };

    template <typename Sink>
    std::size_t drain_ring(Ring& ring, Sink& sink)
    {
        auto const head = ring.head.load(std::memory_order_acquire);
        auto tail = ring.tail.load(std::memory_order_relaxed);
        auto const taken = head - tail;
        for (; tail != head; ++tail) {
            sink(ring.entries[tail & (capacity_ - 1)]);
        }
        ring.tail.store(tail, std::memory_order_release);
        return taken;
    }

    std::unique_ptr<Ring[]> rings_;
    std::size_t count_;
    std::size_t capacity_;
};

}  // namespace atl
