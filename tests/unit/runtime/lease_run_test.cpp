#include "runtime/lease_run.hpp"

#include <gmock/gmock.h>

#include "support/runtime/lease_orders.hpp"

namespace atl::runtime {
namespace {

using atl::test::GraphSession;
using atl::test::GraphText;
using manager::LeaseEnd;
using testing::HasSubstr;

bool never()
{
    return false;
}

std::string text(std::vector<std::byte> const& bytes)
{
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

TEST(LeaseRun, sends_what_was_written_into_memory)
{
    GraphSession session{atl::test::hello_into("memory.InMemoryDROP")};
    auto const result =
        run_lease(atl::test::order_of(session, 0), atl::test::runs_of(session), {}, never);
    EXPECT_EQ(result.end, LeaseEnd::finished) << result.reason;
    EXPECT_EQ(result.number, 1U);
    ASSERT_EQ(result.outputs.size(), 1U);
    EXPECT_EQ(text(result.outputs[0]), "Hello World");
}

TEST(LeaseRun, leaves_files_aside_until_their_owner_takes_them)
{
    GraphSession session{atl::test::hello_into("file.FileDROP", R"("filepath":"a.txt")")};
    auto const result =
        run_lease(atl::test::order_of(session, 0), atl::test::runs_of(session), {}, never);
    EXPECT_EQ(result.end, LeaseEnd::finished) << result.reason;
    EXPECT_EQ(session.file("a.txt"), "(absent)");
    drops::ElsewhereRun run;
    run.outputs.resize(1);
    run.staging = "-test";
    EXPECT_EQ(session.runner().finish_elsewhere(0, 1, run).reason, "");
    EXPECT_TRUE(session.runner().publish(1).ok());
    EXPECT_EQ(session.file("a.txt"), "Hello World");
}

TEST(LeaseRun, that_is_disowned_leaves_nothing)
{
    GraphSession session{atl::test::hello_into("file.FileDROP", R"("filepath":"a.txt")")};
    static_cast<void>(
        run_lease(atl::test::order_of(session, 0), atl::test::runs_of(session), {}, never));
    session.runner().disown(0, "-test");
    EXPECT_TRUE(std::filesystem::is_empty(session.data()));
}

TEST(LeaseRun, a_failure_has_the_words_of_the_drop)
{
    GraphSession session{
        GraphText{}
            .data("a", "memory.InMemoryDROP")
            .data("b", "memory.InMemoryDROP")
            .app("hello", "simple.HelloWorldApp", {{"a", ""}, {"b", ""}}, {{"c", ""}})
            .data("c", "memory.InMemoryDROP")
            .json()};
    auto const result =
        run_lease(atl::test::order_of(session, 2), atl::test::runs_of(session), {}, never);
    EXPECT_EQ(result.end, LeaseEnd::failed);
    EXPECT_THAT(result.reason, HasSubstr("'hello'"));
    EXPECT_TRUE(std::filesystem::is_empty(session.folder() / "elsewhere"));
}

TEST(LeaseRun, that_was_stopped_is_given_back)
{
    GraphSession session{GraphText{}
                             .app("sleep", "simple.SleepApp", {}, {{"a", ""}}, R"("sleep_time":60)")
                             .data("a", "memory.InMemoryDROP")
                             .json()};
    std::stop_source stop;
    stop.request_stop();
    auto const result = run_lease(
        atl::test::order_of(session, 0), atl::test::runs_of(session), stop.get_token(), never);
    EXPECT_EQ(result.end, LeaseEnd::given_back);
}

TEST(LeaseRun, an_order_that_is_no_order_is_a_failure)
{
    GraphSession session{atl::test::hello_into("memory.InMemoryDROP")};
    manager::LeaseOrder order;
    order.number = 5;
    auto const result = run_lease(order, atl::test::runs_of(session), {}, never);
    EXPECT_EQ(result.end, LeaseEnd::failed);
    EXPECT_EQ(result.number, 5U);
}

}  // namespace
}  // namespace atl::runtime
