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
