#include "drops/contents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::bash;
using test::GraphSession;
using test::GraphText;

std::string run_true()
{
    return R"("command":"true")";
}

/// A file drop that one app writes and two read, with \p more parameters.
GraphText read_twice(std::string const& more, std::string const& reader = run_true())
{
    return GraphText{}
        .app("w", bash, {}, {{"f", ""}}, R"("command":"touch f.txt")")
        .data("f", test::file, R"("filepath":"f.txt")" + more)
        .app("r1", bash, {{"f", ""}}, {}, run_true())
        .app("r2", bash, {{"f", ""}}, {}, reader);
}

TEST(ContentsTest, keeps_files_unless_the_graph_says_otherwise)
{
    GraphSession session{read_twice("").json()};
    session.run();
    EXPECT_EQ(session.state("f"), DropState::completed);
    EXPECT_EQ(session.file("f.txt"), "");
}

TEST(ContentsTest, deletes_a_file_after_its_last_reader_when_the_graph_asks_for_it)
{
    GraphSession session{read_twice(R"(,"persist":false,"expireAfterUse":true)").json()};
    session.run();
    EXPECT_EQ(session.state("f"), DropState::deleted);
    EXPECT_EQ(session.file("f.txt"), "(absent)");
}

TEST(ContentsTest, counts_readers_that_failed)
{
    GraphSession session{
        read_twice(R"(,"persist":"0","expireAfterUse":"1")", R"("command":"false")").json()};
    session.run();
    EXPECT_EQ(session.state("f"), DropState::deleted);
}

TEST(ContentsTest, keeps_what_is_persistent)
{
    GraphSession session{read_twice(R"(,"persist":true,"expireAfterUse":true)").json()};
    session.run();
    EXPECT_EQ(session.state("f"), DropState::completed);
}

TEST(ContentsTest, keeps_results_that_nobody_reads)
{
    GraphSession session{
        GraphText{}
            .app("w", bash, {}, {{"f", ""}}, R"("command":"touch f.txt")")
            .data("f", test::file, R"("filepath":"f.txt","persist":false,"expireAfterUse":true)")
            .json()};
    session.run();
    EXPECT_EQ(session.state("f"), DropState::completed);
    EXPECT_EQ(session.file("f.txt"), "");
}

TEST(ContentsTest, deletes_files_read_on_other_ranks_when_the_session_ends)
{
    std::filesystem::path file;
    {
        GraphSession session{read_twice(R"(,"persist":false,"expireAfterUse":true)").json(), 4};
        session.run();
        file = session.data() / "f.txt";
        EXPECT_EQ(session.state("f"), DropState::completed);
        EXPECT_TRUE(std::filesystem::exists(file));
    }
    EXPECT_FALSE(std::filesystem::exists(file));
}

bool always(std::uint32_t /*data*/)
{
    return true;
}

constexpr std::int64_t second = 1'000'000'000;

TEST(ContentsTest, deletes_a_file_when_its_lifespan_has_passed)
{
    GraphSession session{read_twice(R"(,"lifespan":60)").json()};
    session.run();
    session.runner().expire(5 * second, always);
    session.runner().expire(64 * second, always);
    EXPECT_EQ(session.state("f"), DropState::completed);
    session.runner().expire(65 * second, always);
    EXPECT_EQ(session.state("f"), DropState::deleted);
    EXPECT_EQ(session.file("f.txt"), "(absent)");
}

TEST(ContentsTest, keeps_what_persists_by_the_graphs_own_word_whatever_its_lifespan)
{
    GraphSession session{read_twice(R"(,"lifespan":0,"persist":true)").json()};
    session.run();
    session.runner().expire(second, always);
    EXPECT_EQ(session.state("f"), DropState::completed);
}

TEST(ContentsTest, keeps_data_beyond_its_lifespan_while_somebody_has_yet_to_read_it)
{
    GraphSession session{read_twice(R"(,"lifespan":1)").json()};
    auto& runner = session.runner();
    static_cast<void>(runner.run_app(0, 1, 0));
    static_cast<void>(runner.publish(1));
    static_cast<void>(runner.run_app(2, 1, 0));
    runner.expire(0, always);
    runner.expire(2 * second, always);
    EXPECT_EQ(session.file("f.txt"), "");
    static_cast<void>(runner.run_app(3, 1, 0));
    EXPECT_EQ(session.state("f"), DropState::deleted);
    EXPECT_EQ(session.file("f.txt"), "(absent)");
}

TEST(ContentsTest, does_not_delete_data_before_everybody_knows_that_it_is_complete)
{
    GraphSession session{GraphText{}.data("m", test::memory, R"("lifespan":0)").json()};
    session.run();
    session.runner().expire(0, [](std::uint32_t /*data*/) { return false; });
    EXPECT_EQ(session.state("m"), DropState::completed);
    session.runner().expire(0, always);
    EXPECT_EQ(session.state("m"), DropState::deleted);
}

TEST(ContentsTest, use_ends_what_is_young_and_age_what_a_skipped_reader_left)
{
    auto const* const both = R"(,"persist":false,"expireAfterUse":true,"lifespan":9)";
    GraphSession used{read_twice(both).json()};
    used.run();
    EXPECT_EQ(used.state("f"), DropState::deleted);

    GraphSession left{read_twice(both).json()};
    static_cast<void>(left.runner().run_app(0, 1, 0));
    static_cast<void>(left.runner().publish(1));
    left.runner().settled(2, DropState::skipped);
    left.runner().settled(3, DropState::skipped);
    left.runner().expire(0, always);
    EXPECT_EQ(left.file("f.txt"), "");
    left.runner().expire(9 * second, always);
    EXPECT_EQ(left.state("f"), DropState::deleted);
    EXPECT_EQ(left.file("f.txt"), "(absent)");
}

TEST(ContentsTest, frees_memory_after_the_last_reader_and_still_knows_its_size)
{
    GraphSession session{GraphText{}
                             .data("m",
                                   test::memory,
                                   R"("fields":[{"name":"pydata","value":"abcd","type":"String"}])")
                             .app("r",
                                  bash,
                                  {{"m", "x"}},
                                  {},
                                  R"("command":"cat {x}","applicationArgs":{)" +
                                      test::port("x", "InputPort", "path") + "}")
                             .json()};
    session.run();
    EXPECT_EQ(session.state("m"), DropState::completed);
    EXPECT_EQ(session.runner().size(0), 4U);
    EXPECT_TRUE(std::filesystem::is_empty(session.folder() / "scratch-0"));
}

TEST(ContentsTest, appends_what_several_producers_write)
{
    auto const out = R"("applicationArgs":{)" + test::port("o", "OutputPort", "path") + "}";
    GraphSession session{GraphText{}
                             .app("a", bash, {}, {{"m", "o"}}, R"("command":"echo a > {o}",)" + out)
                             .app("b", bash, {}, {{"m", "o"}}, R"("command":"echo b > {o}",)" + out)
                             .data("m", test::memory)
                             .json(),
                         2};
    session.run();
    EXPECT_THAT(session.content("m"), ::testing::AnyOf("a\nb\n", "b\na\n"));
}

}  // namespace
}  // namespace atl::drops
