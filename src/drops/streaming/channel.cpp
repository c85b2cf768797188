#include "drops/streaming/channel.hpp"

#include <algorithm>
#include <utility>

#include "atoll/core/error.hpp"

namespace atl::drops {

Channel::Channel(std::stop_token stop, std::size_t room) : stop_(std::move(stop)), ring_(room) {}

bool Channel::write(std::span<std::byte const> bytes)
{
    std::unique_lock lock{mutex_};
    while (!bytes.empty()) {
        bool const woken = changed_.wait(lock, stop_, [this] {
            return size_ < ring_.size() || state_ != State::open || reader_left_;
        });
        if (!woken || state_ != State::open || reader_left_) {
            return false;
        }
        auto const end = (begin_ + size_) % ring_.size();
        auto const free = end < begin_ ? begin_ - end : ring_.size() - end;
        auto const count = std::min(free, bytes.size());
        std::ranges::copy(bytes.first(count), ring_.begin() + static_cast<std::ptrdiff_t>(end));
        size_ += count;
        bytes = bytes.subspan(count);
        changed_.notify_all();
    }
    return true;
}

std::size_t Channel::read(std::span<std::byte> room)
{
    std::unique_lock lock{mutex_};
    bool const woken = changed_.wait(
        lock, stop_, [this] { return size_ > 0 || state_ != State::open || reader_left_; });
    if (!woken) {
        throw Error{ErrorKind::io, "the session was cancelled while data was streaming"};
    }
    if (reader_left_) {
        return 0;
    }
    if (state_ == State::failed) {
        throw Error{ErrorKind::io, "the app that writes the stream has failed"};
    }
    auto const count = std::min({size_, ring_.size() - begin_, room.size()});
    std::ranges::copy(std::span{ring_}.subspan(begin_, count), room.begin());
    begin_ = (begin_ + count) % ring_.size();
    size_ -= count;
    changed_.notify_all();
    return count;
}

void Channel::close(Ending ending)
{
    std::scoped_lock const lock{mutex_};
    if (state_ == State::open) {
        state_ = ending == Ending::complete ? State::complete : State::failed;
    }
    changed_.notify_all();
}

void Channel::leave()
{
    std::scoped_lock const lock{mutex_};
    reader_left_ = true;
    changed_.notify_all();
}

}  // namespace atl::drops
