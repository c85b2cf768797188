#include "drops/trivial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::GraphSession;
using test::GraphText;

/// Whether the engine may do without calls for each drop of \p graph, in the order of the file.
std::vector<bool> trivial(GraphText const& graph)
{
    GraphSession session{graph.json()};
    std::vector<bool> answers;
    for (auto const index : session.part().template_of) {
        answers.push_back(session.runner().trivial(index));
    }
    return answers;
}

TEST(TrivialTest, barriers_between_empty_memory_need_no_calls)
{
    EXPECT_THAT(trivial(GraphText{}
                            .data("a", test::memory)
                            .app("b", "simple.NullBarrierApp", {{"a", ""}}, {{"c", ""}})
                            .data("c", test::memory)),
                ::testing::Each(true));
}

TEST(TrivialTest, memory_that_a_command_may_write_must_be_published_and_let_go)
{
    EXPECT_THAT(trivial(GraphText{}
                            .app("a", test::bash, {}, {{"m", ""}}, R"("command":"true")")
                            .data("m", test::memory)
                            .app("b", "simple.NullBarrierApp", {{"m", ""}}, {})),
                ::testing::Each(false));
}

TEST(TrivialTest, data_that_ages_must_be_looked_after)
{
    EXPECT_THAT(trivial(GraphText{}
                            .data("a", test::memory, R"("lifespan":1)")
                            .app("b", "simple.NullBarrierApp", {{"a", ""}}, {})),
                ::testing::Each(false));
}

TEST(TrivialTest, files_must_be_made_and_given_content_kept)
{
    EXPECT_THAT(trivial(GraphText{}
                            .data("f", test::file)
                            .data("m",
                                  test::memory,
                                  R"("fields":[{"name":"pydata","value":"x","type":"String"}])")),
                ::testing::Each(false));
}

}  // namespace
}  // namespace atl::drops
