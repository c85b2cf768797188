#include "atoll/runtime/preview_resume.hpp"

#include <gmock/gmock.h>

#include "atoll/graph/read_graph.hpp"
#include "atoll/journal/journal_writer.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

class PreviewResumeTest : public ::testing::Test {
  protected:
    test::TempFolder temp;
    session::SessionFolder folder{temp.path()};
    graph::PhysicalGraph graph = graph::read_physical_graph(test::GraphText{}
                                                                .app("a", "simple.SleepApp", {}, {})
                                                                .app("b", "simple.SleepApp", {}, {})
                                                                .json(),
                                                            "test")
                                     .graph;

    /// An epoch in which drop 0 ended in \p state.
    void record(std::uint64_t drops, DropState state) const
    {
        journal::JournalIdentity identity;
        identity.session_id = folder.id();
        identity.drops = drops;
        journal::JournalWriter writer{folder.journal(), identity, journal::Durability::none};
        journal::JournalEvent event;
        event.state = state;
        writer.add(std::span{&event, 1});
        ASSERT_TRUE(writer.commit());
    }
};

TEST_F(PreviewResumeTest, of_a_session_that_never_began_plans_nothing)
{
    EXPECT_EQ(preview_resume(folder, graph, {}).last_epoch, 0U);
}

TEST_F(PreviewResumeTest, says_what_is_left_to_run)
{
    record(2, DropState::finished);
    auto const preview = preview_resume(folder, graph, {});
    EXPECT_EQ(preview.last_epoch, 1U);
    EXPECT_EQ(preview.plan.to_run(), 1U);
}

TEST_F(PreviewResumeTest, takes_the_request_for_all_that_was_recorded)
{
    record(2, DropState::error);
    EXPECT_EQ(preview_resume(folder, graph, {}).plan.to_run(), 2U);
    EXPECT_EQ(preview_resume(folder, graph, {0, session::FailedDrops::only, {}, {}}).plan.to_run(),
              1U);
    EXPECT_EQ(preview_resume(folder, graph, {0, session::FailedDrops::keep, {}, {}}).plan.to_run(),
              1U);
}

TEST_F(PreviewResumeTest, refuses_journals_of_another_graph)
{
    record(7, DropState::finished);
    EXPECT_THROW(static_cast<void>(preview_resume(folder, graph, {})), Error);
}

}  // namespace
}  // namespace atl::runtime
