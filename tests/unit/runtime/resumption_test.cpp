#include "runtime/resumption.hpp"

#include <gmock/gmock.h>

#include "atoll/graph/read_graph.hpp"
#include "atoll/journal/journal_writer.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

class ResumptionTest : public ::testing::Test {
  protected:
    test::TempFolder temp;
    session::SessionFolder folder{temp.path()};
};

TEST_F(ResumptionTest, of_a_session_without_journals_is_its_beginning)
{
    Resumption const resumption{folder};
    EXPECT_FALSE(resumption.resumes());
    EXPECT_EQ(resumption.epoch(), 1U);
    EXPECT_EQ(resumption.session_start_ns(17), 17);
    EXPECT_FALSE(resumption.keeps(DropId{0}));
    EXPECT_TRUE(resumption.kept_rows().rows.empty());
}

TEST_F(ResumptionTest, records_the_end_of_an_app_whose_outputs_are_complete)
{
    auto const graph =
        graph::read_physical_graph(
            test::GraphText{}.app("a", test::bash, {}, {{"d", "x"}}).data("d", test::memory).json(),
            "test")
            .graph;
    journal::JournalIdentity identity;
    identity.session_id = folder.id();
    identity.drops = 2;
    journal::JournalWriter writer{folder.journal(), identity, journal::Durability::none};
    journal::JournalEvent event;
    event.drop = DropId{1};
    event.state = DropState::completed;
    writer.add(std::span{&event, 1});
    ASSERT_TRUE(writer.commit());

    Resumption resumption{folder};
    resumption.plan(graph, std::nullopt);
    auto const ends = resumption.inferred_ends().events;
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(ends[0].drop, DropId{0});
    EXPECT_EQ(ends[0].state, DropState::finished);
}

}  // namespace
}  // namespace atl::runtime
