// Events from one rank to another through the runtime's outbox and transport, beside as many raw
// 8-byte MPI messages.

#include <cstdint>
#include <span>
#include <vector>

#include <mpi.h>

#include "atoll/comm/mpi_world.hpp"
#include "atoll/manager/protocol.hpp"

#include "bench/harness.hpp"
#include "runtime/outbox.hpp"

namespace atl::bench {
namespace {

using manager::EventKind;
using manager::EventWord;

constexpr std::uint32_t events = 2'000'000;
constexpr int rounds = 7;
constexpr int window = 64;
constexpr std::size_t words_a_message = 4096;

/// Seconds for `events` single messages of 8 bytes, 64 under way.
double raw_messages(bool sender)
{
    std::vector<std::uint64_t> values(window);
    std::vector<MPI_Request> requests(window);
    MPI_Barrier(MPI_COMM_WORLD);
    return seconds([&] {
        for (std::uint32_t i = 0; i < events; i += window) {
            for (int j = 0; j < window; ++j) {
                auto const slot = static_cast<std::size_t>(j);
                if (sender) {
                    MPI_Isend(&values[slot], 8, MPI_BYTE, 1, 0, MPI_COMM_WORLD, &requests[slot]);
                } else {
                    MPI_Irecv(&values[slot], 8, MPI_BYTE, 0, 0, MPI_COMM_WORLD, &requests[slot]);
                }
            }
            MPI_Waitall(window, requests.data(), MPI_STATUSES_IGNORE);
        }
        MPI_Barrier(MPI_COMM_WORLD);
    });
}

void send_events(comm::Transport& transport, runtime::Outbox& outbox)
{
    std::vector<comm::Message> none;
    std::vector<EventWord> words;
    for (std::uint32_t i = 0; i < events;) {
        for (std::size_t j = 0; j < words_a_message && i < events; ++j, ++i) {
            outbox.push(0, {1, EventWord{i, EventKind::completed}});
        }
        words.clear();
        outbox.drain([&](runtime::Outbox::Entry const& entry) { words.push_back(entry.event); });
        auto const bytes = std::as_bytes(std::span{words});
        transport.send(RankId{1}, 1, {bytes.begin(), bytes.end()});
        transport.poll(none);
    }
    while (!transport.drained()) {
        transport.poll(none);
    }
}

/// Counts a counter down per event, as the engine does.
void receive_events(comm::Transport& transport, std::vector<std::uint32_t>& counters)
{
    std::vector<comm::Message> messages;
    std::uint32_t received = 0;
    while (received < events) {
        messages.clear();
        transport.poll(messages);
        for (auto const& message : messages) {
            std::vector<EventWord> words(message.body.size() / sizeof(EventWord));
            std::memcpy(words.data(), message.body.data(), message.body.size());
            for (auto const word : words) {
                --counters[word.index()];
            }
            received += static_cast<std::uint32_t>(words.size());
        }
    }
}

double packed_events(comm::Transport& transport, std::vector<std::uint32_t>& counters)
{
    runtime::Outbox outbox{1};
    bool const sender = transport.rank() == RankId{0};
    MPI_Barrier(MPI_COMM_WORLD);
    return seconds([&] {
        sender ? send_events(transport, outbox) : receive_events(transport, counters);
        MPI_Barrier(MPI_COMM_WORLD);
    });
}

}  // namespace
}  // namespace atl::bench

int main(int argc, char** argv)
{
    using namespace atl::bench;
    atl::comm::MpiWorld world{argc, argv};
    auto const transport = world.transport();
    std::vector<std::uint32_t> counters(events, rounds);
    std::vector<double> raw;
    std::vector<double> packed;
    for (int round = 0; round < rounds; ++round) {
        raw.push_back(raw_messages(world.rank() == atl::RankId{0}));
        packed.push_back(packed_events(*transport, counters));
    }
    if (world.rank() == atl::RankId{0}) {
        auto const rate = [](double time) { return events / time * 1e-6; };
        print({"events between 2 ranks, packed (floor: raw 8-byte MPI messages)",
               rate(median(packed)),
               {},
               rate(median(raw)),
               "M events/s, more is better"});
    }
    return 0;
}
