#include "comm/mpi_transport.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"
#include "atoll/core/error.hpp"

namespace atl::comm {
namespace {

// MPI counts are ints: what is larger goes in pieces, in order.
constexpr std::size_t largest_mpi_piece = std::size_t{1} << 30U;
// Tags (at most 32767 are promised): messages, pieces that have more to come, bulk transfers.
constexpr int more_tag = 1 << 12;
constexpr int bulk_tag = 1 << 13;
constexpr int bulk_tags = 1 << 14;
// What MPI cannot send at once it looks at again in each of its calls: it gets few at a time.
constexpr std::size_t sends_begun_at_once = 32;
constexpr int messages_a_poll = 256;  // bounds the time between two looks at the rest of the loop

void check(int result, char const* what)
{
    if (result == MPI_SUCCESS) {
        return;
    }
    std::string text(MPI_MAX_ERROR_STRING, '\0');
    int length = 0;
    MPI_Error_string(result, text.data(), &length);
    text.resize(static_cast<std::size_t>(length));
    throw Error{ErrorKind::lost_rank, fmt::format("{} failed: {}", what, text)};
}

bool test_all(std::vector<MPI_Request>& requests)
{
    int done = 0;
    check(
        MPI_Testall(static_cast<int>(requests.size()), requests.data(), &done, MPI_STATUSES_IGNORE),
        "MPI_Testall");
    return done != 0;
}

int bulk_tag_of(BulkTag tag)
{
    return bulk_tag + tag % bulk_tags;
}

}  // namespace

MpiTransport::MpiTransport(RankId rank, std::uint32_t size)
    : rank_(rank), size_(size), sends_(size), partial_(size)
{
}

void MpiTransport::begin(RankId to, Send& send)
{
    bool const is_message = send.tag < bulk_tag;
    auto content = is_message ? std::span<std::byte const>{send.body} : send.content;
    do {
        auto const piece = content.first(std::min(content.size(), largest_mpi_piece));
        content = content.subspan(piece.size());
        MPI_Request request{};
        check(MPI_Isend(piece.data(),
                        static_cast<int>(piece.size()),
                        MPI_BYTE,
                        static_cast<int>(to.value),
                        is_message && !content.empty() ? send.tag | more_tag : send.tag,
                        MPI_COMM_WORLD,
                        &request),
              "MPI_Isend");
        send.requests.push_back(request);
    } while (!content.empty());
}

void MpiTransport::begin_next(RankId to, Queue& queue)
{
    while (queue.begun < std::min(queue.sends.size(), sends_begun_at_once)) {
        begin(to, queue.sends[queue.begun]);
        ++queue.begun;
    }
}

void MpiTransport::enqueue(RankId to, Send send)
{
    auto& queue = sends_[to.index()];
    queue.sends.push_back(std::move(send));
    ++unsent_;
    begin_next(to, queue);
}

void MpiTransport::send(RankId to, std::uint16_t type, Body body)
{
    ATOLL_EXPECT(type < more_tag);
    enqueue(to, {type, std::move(body), {}, {}, {}});
}

void MpiTransport::send_bulk(RankId to,
                             BulkTag tag,
                             std::span<std::byte const> content,
                             std::shared_ptr<void const> owner)
{
    enqueue(to, {bulk_tag_of(tag), {}, content, std::move(owner), {}});
}

void MpiTransport::receive_bulk(RankId from,
                                BulkTag tag,
                                std::span<std::byte> into,
                                std::function<void()> done)
{
    Receive receive{{}, std::move(done)};
    do {
        auto const piece = into.first(std::min(into.size(), largest_mpi_piece));
        into = into.subspan(piece.size());
        MPI_Request request{};
        check(MPI_Irecv(piece.data(),
                        static_cast<int>(piece.size()),
                        MPI_BYTE,
                        static_cast<int>(from.value),
                        bulk_tag_of(tag),
                        MPI_COMM_WORLD,
                        &request),
              "MPI_Irecv");
        receive.requests.push_back(request);
    } while (!into.empty());
    receives_.push_back(std::move(receive));
}

bool MpiTransport::complete_sends()
{
    auto const before = unsent_;
    for (std::uint32_t rank = 0; rank < size_; ++rank) {
        auto& queue = sends_[rank];
        while (queue.begun > 0 && test_all(queue.sends.front().requests)) {
            queue.sends.pop_front();
            --queue.begun;
            --unsent_;
        }
        begin_next(RankId{rank}, queue);
    }
    return unsent_ != before;
}

bool MpiTransport::complete_receives()
{
    std::vector<std::function<void()>> done;
    std::erase_if(receives_, [&](Receive& receive) {
        if (!test_all(receive.requests)) {
            return false;
        }
        done.push_back(std::move(receive.done));
        return true;
    });
    for (auto const& callback : done) {
        callback();
    }
    return !done.empty();
}

bool MpiTransport::receive_messages(std::vector<Message>& arrived)
{
    bool moved = false;
    for (int i = 0; i < messages_a_poll; ++i) {
        int found = 0;
        MPI_Status status{};
        // Bulk pieces are matched by receive_bulk(), which is always posted before the sender is
        // told to send: what a probe of any tag finds is a message.
        MPI_Message handle{};
        check(MPI_Improbe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &found, &handle, &status),
              "MPI_Improbe");
        if (found == 0) {
            break;
        }
        moved = true;
        int size = 0;
        MPI_Get_count(&status, MPI_BYTE, &size);
        auto& partial = partial_[static_cast<std::size_t>(status.MPI_SOURCE)];
        auto const old_size = partial.size();
        partial.resize(old_size + static_cast<std::size_t>(size));
        check(MPI_Mrecv(partial.data() + old_size, size, MPI_BYTE, &handle, MPI_STATUS_IGNORE),
              "MPI_Mrecv");
        if ((status.MPI_TAG & more_tag) == 0) {
            arrived.push_back({RankId{static_cast<std::uint32_t>(status.MPI_SOURCE)},
                               static_cast<std::uint16_t>(status.MPI_TAG),
                               std::exchange(partial, {})});
        }
    }
    return moved;
}

bool MpiTransport::poll(std::vector<Message>& arrived)
{
    bool moved = complete_receives();
    moved |= receive_messages(arrived);
    moved |= complete_sends();
    return moved;
}

}  // namespace atl::comm
