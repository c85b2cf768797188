#include "runtime/executor_loop.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "support/drops/graph_text.hpp"
#include "support/runtime/executors.hpp"
#include "support/runtime/fake_network.hpp"
#include "support/runtime/session_of_ranks.hpp"

namespace atl::runtime {
namespace {

using atl::test::ExecutorThread;
using atl::test::FakeNetwork;
using atl::test::GraphText;
using atl::test::SessionOfRanks;
using manager::LinkMessage;

/// hello -> memory -> \p width x (sleep and copy -> \p kind) -> copy -> file.
std::string wide(unsigned width, std::string const& kind)
{
    GraphText graph;
    graph.app("hello", "simple.HelloWorldApp", {}, {{"a", ""}}, R"("greet":"all")");
    graph.data("a", "memory.InMemoryDROP");
    std::vector<atl::test::Link> middle;
    for (unsigned i = 0; i < width; ++i) {
        auto const n = std::to_string(i);
        graph.app("s" + n,
                  "simple.SleepAndCopyApp",
                  {{"a", ""}},
                  {{"m" + n, ""}},
                  R"("sleep_time":0.02)");
        graph.data("m" + n, kind, kind.starts_with("file") ? R"("filepath":"m)" + n + "\"" : "");
        middle.push_back({"m" + n, ""});
    }
    graph.app("join", "simple.CopyApp", middle, {{"c", ""}});
    graph.data("c", "file.FileDROP", R"("filepath":"c.txt")");
    return graph.json();
}

std::string text_of(std::filesystem::path const& file)
{
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string repeated(std::string const& text, unsigned times)
{
    std::string all;
    for (unsigned i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

class ExecutorLoopOnRanks : public ::testing::TestWithParam<std::uint32_t> {
  protected:
    /// Runs wide(40, kind) on ranks of one CPU with two executors of two.
    ExitStatus run(SessionOfRanks& session)
    {
        std::vector<std::unique_ptr<Links>> owned;
        std::vector<Links*> links;
        for (std::uint32_t rank = 0; rank < GetParam(); ++rank) {
            owned.push_back(network_.join("rank" + std::to_string(rank)));
            links.push_back(owned.back().get());
        }
        ExecutorThread first{session.folder().path(), network_, 2};
        ExecutorThread second{session.folder().path(), network_, 2};
        auto const outcome = session.run(GetParam(), links);
        EXPECT_EQ(first.wait(), ExitStatus::success);
        EXPECT_EQ(second.wait(), ExitStatus::success);
        return outcome;
    }

    FakeNetwork network_;
};

TEST_P(ExecutorLoopOnRanks, run_apps_on_content_in_memory)
{
    SessionOfRanks session{wide(40, "memory.InMemoryDROP"), "round-robin", 1};
    EXPECT_EQ(run(session), ExitStatus::success);
    EXPECT_EQ(text_of(session.folder().data() / "c.txt"), repeated("Hello all", 40));
    EXPECT_GE(network_.sent(static_cast<std::uint16_t>(LinkMessage::result)), 10U);
}

TEST_P(ExecutorLoopOnRanks, write_files_in_their_final_place)
{
    SessionOfRanks session{wide(40, "file.FileDROP"), "round-robin", 1};
    EXPECT_EQ(run(session), ExitStatus::success);
    EXPECT_EQ(text_of(session.folder().data() / "c.txt"), repeated("Hello all", 40));
    EXPECT_EQ(text_of(session.folder().data() / "m7"), "Hello all");
}

INSTANTIATE_TEST_SUITE_P(OnRanks, ExecutorLoopOnRanks, ::testing::Values(1, 3));

TEST(ExecutorLoop, that_is_cut_off_costs_nothing)
{
    SessionOfRanks session{wide(40, "memory.InMemoryDROP"), "round-robin", 1};
    FakeNetwork network;
    auto const rank = network.join("rank0");
    ExecutorThread lost{session.folder().path(), network, 2};
    std::jthread const saboteur{[&] {
        while (network.sent(static_cast<std::uint16_t>(LinkMessage::lease)) < 5) {
            std::this_thread::yield();
        }
        network.cut(lost.links());
    }};
    EXPECT_EQ(session.run(1, {rank.get()}), ExitStatus::success);
    EXPECT_EQ(text_of(session.folder().data() / "c.txt"), repeated("Hello all", 40));
    lost.session_is_over();
    EXPECT_EQ(lost.wait(), ExitStatus::success);
    EXPECT_EQ(network.sent(static_cast<std::uint16_t>(LinkMessage::offer)), 2U);
}

TEST(ExecutorLoop, that_is_asked_to_end_finishes_what_it_runs)
{
    SessionOfRanks session{wide(40, "memory.InMemoryDROP"), "round-robin", 1};
    FakeNetwork network;
    auto const rank = network.join("rank0");
    ExecutorThread ended{session.folder().path(), network, 2};
    std::jthread const scheduler{[&] {
        while (network.sent(static_cast<std::uint16_t>(LinkMessage::lease)) < 5) {
            std::this_thread::yield();
        }
        ended.end();
    }};
    EXPECT_EQ(session.run(1, {rank.get()}), ExitStatus::success);
    EXPECT_EQ(ended.wait(), ExitStatus::success);
    EXPECT_EQ(text_of(session.folder().data() / "c.txt"), repeated("Hello all", 40));
}

/// Goes on a little with every look at it.
class Calendar final : public Clock {
  public:
    explicit Calendar(std::int64_t step_ns) : step_ns_(step_ns) {}
    std::int64_t monotonic_ns() const noexcept override { return now_ += step_ns_; }
    std::int64_t wall_ns() const noexcept override { return 0; }

  private:
    std::int64_t step_ns_;
    mutable std::int64_t now_{0};
};

/// An executor alone with a rank 0 that the test speaks for.
class ExecutorLoopWithRank0 : public ::testing::Test {
  protected:
    atl::test::TempFolder folder;
    FakeNetwork network;
    std::unique_ptr<Links> rank0{network.join("rank0")};
    Calendar clock{50'000'000};
    ExecutorOptions options = [this] {
        ExecutorOptions made;
        made.session_folder = folder.path();
        made.scratch_folder = folder.path();
        made.cpus = 1;
        return made;
    }();
    std::function<std::string()> base{[] { return "rank0"; }};
    bool drain{false};
    ExecutorLoop loop{options,
                      {[this] { return network.join(); },
                       clock,
                       [this] { return base(); },
                       [] { return false; },
                       [] { return false; },
                       [this] { return drain; }}};

    /// Each takes a tenth of a second or so.
    void steps(int count)
    {
        for (int step = 0; step < count; ++step) {
            static_cast<void>(loop.step());
        }
    }
    /// Answers the offer that has come, and sends the executor to work for rank 1 at \p endpoints.
    void take_in(std::string const& endpoints)
    {
        std::vector<comm::LinkEvent> events;
        rank0->poll(events);
        auto const link = events.at(0).peer;
        rank0->send(link,
                    static_cast<std::uint16_t>(LinkMessage::welcome),
                    encode(manager::Welcome{manager::ExecutorId{1}, "s", 0}));
        rank0->send(link,
                    static_cast<std::uint16_t>(LinkMessage::assign),
                    encode(manager::Assignment{RankId{1}, endpoints}));
    }
    [[nodiscard]] unsigned offers() const
    {
        return network.sent(static_cast<std::uint16_t>(LinkMessage::offer));
    }
};

TEST_F(ExecutorLoopWithRank0, comes_back_as_somebody_new_when_its_node_manager_is_lost)
{
    auto rank1 = network.join("rank1");
    steps(5);
    take_in("rank1");
    steps(5);
    ASSERT_EQ(network.sent(static_cast<std::uint16_t>(LinkMessage::enlist)), 1U);
    network.cut(*rank1);
    steps(3);
    EXPECT_EQ(offers(), 1U) << "not without a pause";
    steps(50);
    EXPECT_EQ(offers(), 2U);
    EXPECT_EQ(network.sent(static_cast<std::uint16_t>(LinkMessage::enlist)), 1U);
}

TEST_F(ExecutorLoopWithRank0, goes_on_when_it_cannot_read_where_rank_0_is)
{
    steps(5);
    take_in("");
    base = []() -> std::string { throw Error{ErrorKind::io, "cannot read 'link.json'"}; };
    EXPECT_NO_THROW(steps(100));
    EXPECT_FALSE(loop.outcome());
    EXPECT_EQ(offers(), 1U);
}

TEST_F(ExecutorLoopWithRank0, leaves_when_its_last_result_has_arrived)
{
    steps(5);
    take_in("");
    steps(5);
    network.clog(Bytes{1U << 30U});
    drain = true;
    steps(20);
    EXPECT_FALSE(loop.outcome());
    network.clog(Bytes{});
    steps(20);
    EXPECT_EQ(loop.outcome(), ExitStatus::success);
}

TEST_F(ExecutorLoopWithRank0, leaves_when_its_last_result_does_not_get_on)
{
    steps(5);
    take_in("");
    steps(5);
    network.clog(Bytes{1U << 30U});
    drain = true;
    steps(200);
    EXPECT_EQ(loop.outcome(), ExitStatus::success);
}

TEST(ExecutorLoop, that_sees_another_rank_0_does_not_wait_until_the_one_before_is_lost)
{
    atl::test::TempFolder const folder;
    FakeNetwork network;
    auto const first = network.join("rank0");
    auto const second = network.join("its successor");
    Calendar const clock{50'000'000};
    ExecutorOptions options;
    options.session_folder = folder.path();
    options.cpus = 1;
    auto const no = [] { return false; };
    std::string base = "rank0";
    ExecutorLoop loop{options,
                      {[&] { return network.join(); }, clock, [&] { return base; }, no, no, no}};
    auto const offers = [&] {
        return network.sent(static_cast<std::uint16_t>(LinkMessage::offer));
    };
    for (int step = 0; step < 100; ++step) {
        static_cast<void>(loop.step());
    }
    EXPECT_EQ(offers(), 1U);
    base = "its successor";
    for (int step = 0; step < 100; ++step) {
        static_cast<void>(loop.step());
    }
    EXPECT_EQ(offers(), 2U);
    EXPECT_FALSE(loop.outcome());
}

TEST(ExecutorLoop, that_finds_nobody_gives_up)
{
    atl::test::TempFolder const folder;
    FakeNetwork network;
    Calendar const clock{1'000'000'000};
    ExecutorOptions options;
    options.session_folder = folder.path();
    options.cpus = 1;
    auto const no = [] { return false; };
    ExecutorLoop loop{options,
                      {[&] { return network.join(); }, clock, [] { return ""; }, no, no, no}};
    for (int step = 0; step < 200 && !loop.outcome(); ++step) {
        static_cast<void>(loop.step());
    }
    EXPECT_EQ(loop.outcome(), ExitStatus::lost_rank);
}

}  // namespace
}  // namespace atl::runtime
