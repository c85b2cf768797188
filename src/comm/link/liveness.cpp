#include "comm/link/liveness.hpp"

namespace atl::comm {

bool Liveness::heard(Seconds now) noexcept
{
    if (state_ == State::lost) {
        return false;
    }
    bool const was_suspect = state_ == State::suspect;
    state_ = State::alive;
    last_heard_ = now;
    return was_suspect;
}

std::optional<Liveness::State> Liveness::check(Seconds now) noexcept
{
    auto const silence = now.count - last_heard_.count;
    auto state = state_;
    if (silence >= lost_after_.count) {
        state = State::lost;
    } else if (silence >= suspect_after_.count && state == State::alive) {
        state = State::suspect;
    }
    if (state == state_) {
        return std::nullopt;
    }
    state_ = state;
    return state;
}

Seconds Liveness::deadline() const noexcept
{
    auto const after = state_ == State::alive ? suspect_after_ : lost_after_;
    return {last_heard_.count + after.count};
}

}  // namespace atl::comm
