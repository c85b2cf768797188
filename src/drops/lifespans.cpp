#include "drops/lifespans.hpp"

#include <limits>

namespace atl::drops {

void Lifespans::begin(std::uint32_t data, std::int64_t lifespan_ns)
{
    std::scoped_lock const lock{mutex_};
    waiting_.insert(data);
    new_.emplace_back(lifespan_ns, data);
}

std::vector<std::uint32_t> Lifespans::passed(std::int64_t now_ns)
{
    constexpr auto never = std::numeric_limits<std::int64_t>::max();
    std::vector<std::uint32_t> named;
    std::scoped_lock const lock{mutex_};
    for (auto const& [lifespan, data] : new_) {
        ends_.emplace(lifespan > never - now_ns ? never : now_ns + lifespan, data);
    }
    new_.clear();
    while (!ends_.empty() && ends_.top().first <= now_ns) {
        if (waiting_.contains(ends_.top().second)) {
            named.push_back(ends_.top().second);
        }
        ends_.pop();
    }
    return named;
}

void Lifespans::again(std::uint32_t data)
{
    std::scoped_lock const lock{mutex_};
    new_.emplace_back(0, data);
}

bool Lifespans::claim(std::uint32_t data)
{
    std::scoped_lock const lock{mutex_};
    return waiting_.erase(data) > 0;
}

bool Lifespans::claim_unread(std::uint32_t data, std::atomic<std::uint32_t> const& readers)
{
    std::scoped_lock const lock{mutex_};
    // Acquire: what the readers did comes before the deletion. A reader that ends after this look
    // finds the drop overdue: it takes the lock later.
    if (readers.load(std::memory_order_acquire) > 0) {
        overdue_.insert(data);
        return false;
    }
    return waiting_.erase(data) > 0;
}

bool Lifespans::claim_overdue(std::uint32_t data)
{
    std::scoped_lock const lock{mutex_};
    return overdue_.erase(data) > 0 && waiting_.erase(data) > 0;
}

}  // namespace atl::drops
