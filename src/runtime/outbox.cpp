#include "runtime/outbox.hpp"

#include <thread>

namespace atl::runtime {

Outbox::Outbox(std::uint32_t workers) : rings_(new Ring[workers]), count_(workers) {}

void Outbox::push(std::uint32_t worker, Entry entry) noexcept
{
    auto& ring = rings_[worker];
    auto const head = ring.head.load(std::memory_order_relaxed);
    while (head - ring.tail.load(std::memory_order_acquire) == capacity) {
        std::this_thread::yield();
    }
    ring.entries[head % capacity] = entry;
    ring.head.store(head + 1, std::memory_order_release);
}

}  // namespace atl::runtime
