#include "comm/link/dial.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace atl::comm {

void Dial::start(Seconds now)
{
    under_way_ = true;
    next_ = 0;
    active_ = 0;
    next_at_ = now;
    other_secret_ = false;
    reasons_.clear();
}

std::optional<Endpoint> Dial::next(Seconds now)
{
    bool const due = active_ == 0 || now.count >= next_at_.count;
    if (!under_way_ || next_ == endpoints_.size() || !due) {
        return std::nullopt;
    }
    ++active_;
    next_at_ = {now.count + stagger.count};
    return endpoints_[next_++];
}

std::optional<Seconds> Dial::deadline() const noexcept
{
    return under_way_ && next_ < endpoints_.size() ? std::optional{next_at_} : std::nullopt;
}

void Dial::failed(Endpoint const& endpoint, Failure failure, std::string reason)
{
    if (!under_way_) {
        return;
    }
    --active_;
    other_secret_ = other_secret_ || failure == Failure::other_secret;
    reasons_ += fmt::format(
        "{}{} port {}: {}", reasons_.empty() ? "" : "; ", endpoint.host, endpoint.port, reason);
}

void Dial::succeeded()
{
    under_way_ = false;
    rounds_with_other_secret_ = 0;
}

void Dial::demote(Endpoint const& endpoint)
{
    auto const found = std::ranges::find(endpoints_, endpoint);
    if (found != endpoints_.end()) {
        std::rotate(found, found + 1, endpoints_.end());
    }
}

bool Dial::exhausted() const noexcept
{
    return under_way_ && active_ == 0 && next_ == endpoints_.size();
}

std::string Dial::finish()
{
    under_way_ = false;
    rounds_with_other_secret_ = other_secret_ ? rounds_with_other_secret_ + 1 : 0;
    return reasons_.empty() ? "its address has no endpoints" : std::exchange(reasons_, {});
}

}  // namespace atl::comm
