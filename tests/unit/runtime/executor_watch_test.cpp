#include "runtime/executor_watch.hpp"

#include <tuple>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "atoll/journal/receipt.hpp"
#include "atoll/manager/lease_protocol.hpp"

#include "support/drops/graph_session.hpp"
#include "support/runtime/fake_network.hpp"

namespace atl::runtime {
namespace {

using comm::LinkEvent;
using manager::LinkMessage;

constexpr auto receipts_name = "extension-n3-9";

class SecondsClock final : public Clock {
  public:
    void pass_a_second() { now_ns_ += 1'000'000'000; }
    std::int64_t monotonic_ns() const noexcept override { return now_ns_; }
    std::int64_t wall_ns() const noexcept override { return now_ns_; }

  private:
    std::int64_t now_ns_{0};
};

/// An executor has enlisted with a node manager that watches it.
class ExecutorWatchTest : public ::testing::Test {
  protected:
    ExecutorWatchTest()
    {
        executor->send(executor->dial("rank1"),
                       static_cast<std::uint16_t>(LinkMessage::enlist),
                       encode(manager::Enlistment{manager::ExecutorId{1}, 2, receipts_name}));
        std::ignore = lost();
    }

    void say_that_it_has_ended()
    {
        journal::ReceiptFile{temp.path() / receipts_name}.append(journal::line_of_the_end());
    }
    /// Whether the watch gives the executor up before long.
    bool lost()
    {
        clock.pass_a_second();
        watch.look();
        std::vector<LinkEvent> events;
        links->poll(events);
        bool any = false;
        for (auto const& event : events) {
            watch.hear(event);
            any = any || event.kind == LinkEvent::Kind::lost;
        }
        return any;
    }

    atl::test::TempFolder temp;
    SecondsClock clock;
    atl::test::FakeNetwork network;
    std::unique_ptr<Links> links{network.join("rank1")};
    std::unique_ptr<Links> executor{network.join()};
    ExecutorWatch watch{*links, clock, temp.path()};
};

TEST_F(ExecutorWatchTest, gives_up_an_executor_without_a_connection_whose_process_has_ended)
{
    say_that_it_has_ended();
    network.break_connections();
    EXPECT_TRUE(lost());
}

TEST_F(ExecutorWatchTest, waits_for_an_executor_whose_connection_has_broken)
{
    network.break_connections();
    EXPECT_FALSE(lost());
}

TEST_F(ExecutorWatchTest, believes_a_connection_more_than_a_file)
{
    say_that_it_has_ended();
    EXPECT_FALSE(lost());
}

TEST_F(ExecutorWatchTest, forgets_executors_that_have_left)
{
    executor.reset();
    EXPECT_TRUE(lost());
    say_that_it_has_ended();
    EXPECT_FALSE(lost());
}

TEST_F(ExecutorWatchTest, does_not_leave_the_folder_for_a_name_with_a_path)
{
    std::filesystem::create_directory(temp.path() / "inner");
    ExecutorWatch inner{*links, clock, temp.path() / "inner"};
    auto const enlistment =
        encode(manager::Enlistment{manager::ExecutorId{1}, 2, fmt::format("../{}", receipts_name)});
    inner.hear({LinkEvent::Kind::message,
                comm::PeerId{1},
                static_cast<std::uint16_t>(LinkMessage::enlist),
                enlistment,
                ""});
    say_that_it_has_ended();
    network.break_connections();
    clock.pass_a_second();
    inner.look();
    std::vector<LinkEvent> events;
    links->poll(events);
    EXPECT_TRUE(events.empty());
}

}  // namespace
}  // namespace atl::runtime
