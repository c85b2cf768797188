#include "runtime/lease_pool.hpp"

#include "runtime/lease_run.hpp"

namespace atl::runtime {

LeasePool::LeasePool(drops::RunnerOptions options,
                     unsigned threads,
                     std::function<bool()> was_ended)
    : options_(std::move(options)), was_ended_(std::move(was_ended))
{
    options_.io = &io_;
    io_worker_ = std::thread{[this] { io_.run(); }};
    for (unsigned i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

LeasePool::~LeasePool()
{
    stop_all(std::nullopt);
    {
        std::scoped_lock const guard{lock_};
        ending_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) {
        thread.join();
    }
    io_.stop();
    io_worker_.join();
}

void LeasePool::run(manager::LeaseOrder order)
{
    {
        std::scoped_lock const guard{lock_};
        stops_[{order.owner, order.number}];
        orders_.push_back(std::move(order));
    }
    wake_.notify_one();
}

void LeasePool::stop(RankId owner, manager::LeaseNumber number)
{
    std::scoped_lock const guard{lock_};
    if (auto const found = stops_.find({owner, number}); found != stops_.end()) {
        found->second.request_stop();
    }
}

void LeasePool::stop_all(std::optional<RankId> owner)
{
    std::scoped_lock const guard{lock_};
    for (auto& [name, stop] : stops_) {
        if (!owner || name.first == *owner) {
            stop.request_stop();
        }
    }
}

std::optional<LeasePool::Done> LeasePool::done()
{
    std::scoped_lock const guard{lock_};
    if (done_.empty()) {
        return std::nullopt;
    }
    auto first = std::move(done_.front());
    done_.pop_front();
    return first;
}

void LeasePool::work()
{
    std::unique_lock guard{lock_};
    while (true) {
        wake_.wait(guard, [this] { return ending_ || !orders_.empty(); });
        if (orders_.empty()) {
            return;
        }
        auto const order = std::move(orders_.front());
        orders_.pop_front();
        auto const stop = stops_[{order.owner, order.number}].get_token();
        guard.unlock();
        auto result = run_lease(order, options_, stop, was_ended_);
        guard.lock();
        stops_.erase({order.owner, order.number});
        done_.push_back({order.owner, std::move(result)});
    }
}

}  // namespace atl::runtime
