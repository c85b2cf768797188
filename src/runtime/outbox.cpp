#include "runtime/outbox.hpp"

namespace atl::runtime {

Outbox::Outbox(std::uint32_t workers) : rings_(workers, capacity) {}

void Outbox::push(std::uint32_t worker, Entry entry) noexcept
{
    rings_.push(worker, entry);
}

}  // namespace atl::runtime
