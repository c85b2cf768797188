#include "bounded_stream.hpp"

#include <algorithm>

namespace atl::session {

std::string_view BoundedStream::take(std::string_view bytes, LogLimits const& limits)
{
    auto const room = limits.head.count - std::min(limits.head.count, received_);
    received_ += bytes.size();
    auto const head = bytes.substr(0, room);
    auto const rest = bytes.substr(head.size());
    auto const last =
        rest.substr(rest.size() - std::min<std::size_t>(rest.size(), limits.tail.count));
    if (tail_.size() + last.size() > limits.tail.count + limits.tail.count / 2) {
        tail_.erase(0, tail_.size() - std::min<std::size_t>(tail_.size(), limits.tail.count));
    }
    tail_ += last;
    return head;
}

std::string_view BoundedStream::tail(LogLimits const& limits) const noexcept
{
    std::string_view const all{tail_};
    return all.substr(all.size() - std::min<std::size_t>(all.size(), limits.tail.count));
}

}  // namespace atl::session
