#include "comm/link/receive_queue.hpp"

#include <algorithm>
#include <utility>

namespace atl::comm {
namespace {

/// Memory that is reserved on the word of the sender, who has shown that it knows the secret;
/// beyond it a body grows as it comes, which copies it. Pages cost nothing until they are written
/// to.
constexpr std::uint64_t reserved_at_once = 1UL << 30U;

}  // namespace

std::string_view ReceiveQueue::accept(Frame const& frame, std::vector<Message>& messages)
{
    WireReader reader{frame.payload};
    auto const number = reader.get<std::uint64_t>();
    acknowledged_ = reader.get<std::uint64_t>();
    if (!reader.complete()) {
        return "a frame that ends too early";
    }
    if (number > received_) {
        return "a frame before the one that is due";
    }
    if (number < received_) {
        return {};
    }
    if (closed_) {
        return "a frame after the last";
    }
    ++received_;
    switch (frame.kind) {
        case FrameKind::message: {
            Message message{reader.get<std::uint16_t>(), {}};
            auto const body = reader.rest();
            message.body.assign(body.begin(), body.end());
            messages.push_back(std::move(message));
            break;
        }
        case FrameKind::first:
            return begin_large(reader, messages);
        case FrameKind::more:
            return append_large(reader.rest(), messages);
        case FrameKind::close:
            closed_ = reader.short_text();
            break;
        case FrameKind::hello:
        case FrameKind::welcome:
        case FrameKind::refuse:
        case FrameKind::heartbeat:
            return "a frame that is not numbered";
    }
    return reader.complete() ? std::string_view{} : "a frame that ends too early";
}

std::string_view ReceiveQueue::begin_large(WireReader& reader, std::vector<Message>& messages)
{
    if (large_missing_ != 0) {
        return "a large message inside another";
    }
    large_.type = reader.get<std::uint16_t>();
    large_missing_ = reader.get<std::uint64_t>();
    large_.body.clear();
    large_.body.reserve(std::min(large_missing_, reserved_at_once));
    return append_large(reader.rest(), messages);
}

std::string_view ReceiveQueue::append_large(std::span<std::byte const> piece,
                                            std::vector<Message>& messages)
{
    if (piece.empty() || piece.size() > large_missing_) {
        return "a piece that does not fit its message";
    }
    large_.body.insert(large_.body.end(), piece.begin(), piece.end());
    large_missing_ -= piece.size();
    if (large_missing_ == 0) {
        messages.push_back(std::exchange(large_, {}));
    }
    return {};
}

}  // namespace atl::comm
