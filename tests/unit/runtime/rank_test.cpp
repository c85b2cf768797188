#include "atoll/runtime/rank.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>

#include "atoll/session/stop_request.hpp"

#include "support/drops/graph_text.hpp"
#include "support/runtime/session_of_ranks.hpp"

namespace atl::runtime {
namespace {

using atl::test::GraphText;
using atl::test::SessionOfRanks;
using testing::ElementsAre;
using testing::Pair;

/// hello -> memory -> copy -> memory -> copy -> file, on as many ranks as asked for.
std::string chain_graph()
{
    return GraphText{}
        .app("hello", "simple.HelloWorldApp", {}, {{"a", ""}}, R"("greet":"ranks")")
        .data("a", "memory.InMemoryDROP")
        .app("first", "simple.CopyApp", {{"a", ""}}, {{"b", ""}})
        .data("b", "memory.InMemoryDROP")
        .app("second", "simple.CopyApp", {{"b", ""}}, {{"c", ""}})
        .data("c", "file.FileDROP", R"("filepath":"c.txt")")
        .json();
}

std::string file_text(std::filesystem::path const& file)
{
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

class RankTest : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(RankTest, memory_content_reaches_a_file_through_all_ranks)
{
    SessionOfRanks session{chain_graph()};
    EXPECT_EQ(session.run(GetParam()), ExitStatus::success);
    EXPECT_EQ(file_text(session.folder().data() / "c.txt"), "Hello ranks");
}

TEST_P(RankTest, the_status_counts_every_drop)
{
    SessionOfRanks session{chain_graph()};
    static_cast<void>(session.run(GetParam()));
    EXPECT_EQ(session.status().total, 6U);
    EXPECT_THAT(session.status().drops, ElementsAre(Pair("COMPLETED", 3), Pair("FINISHED", 3)));
}

TEST_P(RankTest, the_outcome_is_on_disk)
{
    SessionOfRanks session{chain_graph()};
    static_cast<void>(session.run(GetParam()));
    EXPECT_EQ(session::read_exit_status(session.folder()), ExitStatus::success);
    EXPECT_TRUE(std::filesystem::exists(session.folder().run_file()));
}

INSTANTIATE_TEST_SUITE_P(OnRanks, RankTest, ::testing::Values(1, 2, 3, 5));

TEST(Rank, a_failed_drop_fails_what_follows_and_is_named_in_the_status)
{
    // Two inputs are one too many for a hello.
    SessionOfRanks session{
        GraphText{}
            .data("a", "memory.InMemoryDROP")
            .data("b", "memory.InMemoryDROP")
            .app("hello", "simple.HelloWorldApp", {{"a", ""}, {"b", ""}}, {{"c", ""}})
            .data("c", "memory.InMemoryDROP")
            .json()};
    EXPECT_EQ(session.run(3), ExitStatus::drops_failed);
    ASSERT_EQ(session.status().failures.size(), 1U);
    EXPECT_EQ(session.status().failures[0].oid, "hello");
    EXPECT_EQ(session.status().drops.at("ERROR"), 2U);
}

TEST(Rank, a_stop_request_ends_the_session_with_its_reason)
{
    SessionOfRanks session{
        GraphText{}
            .app("sleep", "simple.SleepApp", {}, {{"a", ""}}, R"("sleep_time":1000)")
            .data("a", "memory.InMemoryDROP")
            .json()};
    session::request_stop(session.folder(), session::StopReason::out_of_time);
    EXPECT_EQ(session.run(2), ExitStatus::out_of_time);
    EXPECT_EQ(session.status().drops.at("CANCELLED"), 2U);
}

TEST(RankDeathTest, a_rank_leaves_as_lost_when_its_launch_helper_has_died)
{
    SessionOfRanks session{GraphText{}.app("a", test::bash, {}, {}, R"("command":"true")").json()};
    auto const run = [&session] {
        process::LaunchHelper helper{{.cookie = "rank-test"}};
        ::kill(helper.pid(), SIGKILL);
        static_cast<void>(session.run_alone(helper));
        std::_Exit(0);
    };
    EXPECT_EXIT(run(),
                testing::ExitedWithCode(static_cast<int>(ExitStatus::lost_rank)),
                "the launch helper has died");
    EXPECT_FALSE(session::read_exit_status(session.folder())) << "the session goes on elsewhere";
}

}  // namespace
}  // namespace atl::runtime
