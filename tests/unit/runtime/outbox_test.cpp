#include "runtime/outbox.hpp"

#include <thread>
#include <vector>

#include <gmock/gmock.h>

namespace atl::runtime {
namespace {

using manager::EventKind;
using manager::EventWord;

TEST(Outbox, hands_over_the_events_of_a_worker_in_order)
{
    Outbox outbox{2};
    outbox.push(1, {5, EventWord{7, EventKind::completed}});
    outbox.push(1, {6, EventWord{8, EventKind::error}});

    std::vector<std::uint32_t> ranks;
    EXPECT_EQ(outbox.drain([&](Outbox::Entry const& entry) { ranks.push_back(entry.rank); }), 2U);
    EXPECT_THAT(ranks, testing::ElementsAre(5, 6));
}

TEST(Outbox, is_empty_after_it_was_drained)
{
    Outbox outbox{1};
    outbox.push(0, {});
    outbox.drain([](Outbox::Entry const&) {});
    EXPECT_EQ(outbox.drain([](Outbox::Entry const&) {}), 0U);
}

TEST(Outbox, loses_nothing_when_a_worker_runs_far_ahead)
{
    constexpr std::uint32_t events = 5 * Outbox::capacity;
    Outbox outbox{1};
    std::thread worker{[&] {
        for (std::uint32_t i = 0; i < events; ++i) {
            outbox.push(0, {i, {}});
        }
    }};
    std::uint32_t next = 0;
    bool in_order = true;
    while (next < events) {
        outbox.drain([&](Outbox::Entry const& entry) { in_order &= entry.rank == next++; });
    }
    worker.join();
    EXPECT_TRUE(in_order);
}

}  // namespace
}  // namespace atl::runtime
