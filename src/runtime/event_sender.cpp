#include "runtime/event_sender.hpp"

#include <algorithm>
#include <span>

namespace atl::runtime {
namespace {

constexpr std::size_t words_a_message = 4096;  // 16 KiB: a full block leaves at once
constexpr std::size_t largest_backlog = 4;     // sends under way to a rank that is keeping up

}  // namespace

EventSender::EventSender(comm::Transport& transport)
    : transport_(transport), waiting_(transport.size())
{
}

bool EventSender::progress(Outbox& outbox)
{
    unsent_ += outbox.drain(
        [this](Outbox::Entry const& entry) { waiting_[entry.rank].push_back(entry.event); });
    auto const before = sent_;
    for (std::uint32_t rank = 0; unsent_ > 0 && rank < waiting_.size(); ++rank) {
        auto const& words = waiting_[rank];
        if (!words.empty() && transport_.backlog(RankId{rank}) <= largest_backlog) {
            send(RankId{rank});
        }
    }
    return sent_ != before;
}

void EventSender::send(RankId to)
{
    auto& waiting = waiting_[to.index()];
    auto const words = std::span<manager::EventWord const>{waiting};
    for (std::size_t begin = 0; begin < words.size(); begin += words_a_message) {
        auto const block =
            std::as_bytes(words.subspan(begin, std::min(words_a_message, words.size() - begin)));
        transport_.send(to,
                        static_cast<std::uint16_t>(manager::MessageType::events),
                        {block.begin(), block.end()});
    }
    sent_ += words.size();
    unsent_ -= words.size();
    waiting.clear();
}

}  // namespace atl::runtime
