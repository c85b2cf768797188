#include "runtime/run_record.hpp"

#include <gmock/gmock.h>

#include "atoll/core/drop_state.hpp"
#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::runtime {
namespace {

using manager::DropRow;
using manager::RowBatch;

/// A record of three data drops.
class RunRecordTest : public ::testing::Test {
  protected:
    static std::unique_ptr<DropCatalog> three_drops()
    {
        auto read = graph::read_physical_graph(
            R"([{"oid":"a","categoryType":"Data"},{"oid":"b","categoryType":"Data"},
                {"oid":"c","categoryType":"Data"}])",
            "test");
        return make_catalog(std::move(read.graph), graph::Placement(3));
    }
    static DropRow row(std::uint32_t drop, DropState state)
    {
        DropRow row;
        row.drop = DropId{drop};
        row.state = static_cast<std::uint8_t>(state);
        return row;
    }
    [[nodiscard]] std::uint64_t count(DropState state) const
    {
        return record_.counts()[static_cast<std::size_t>(state)];
    }

    atl::test::TempFolder folder_;
    std::filesystem::path const file_ = folder_.path() / "run.h5";
    std::unique_ptr<DropCatalog> catalog_ = three_drops();
    RunRecord record_{file_, *catalog_};
};

TEST_F(RunRecordTest, rows_may_come_in_any_order)
{
    record_.add(RowBatch{{row(2, DropState::completed)}, {}, false});
    record_.add(RowBatch{{row(0, DropState::completed), row(1, DropState::error)}, {}, true});
    record_.end();
    record_.close({});
    EXPECT_EQ(count(DropState::completed), 2U);
    EXPECT_EQ(count(DropState::error), 1U);
    EXPECT_TRUE(std::filesystem::exists(file_));
}

TEST_F(RunRecordTest, drops_of_which_nothing_came_were_cancelled)
{
    record_.add(RowBatch{{row(1, DropState::completed)}, {}, false});
    record_.end();
    EXPECT_EQ(count(DropState::cancelled), 2U);
}

TEST_F(RunRecordTest, only_failures_of_drops_in_error_are_errors)
{
    record_.add(RowBatch{{row(0, DropState::cancelled), row(1, DropState::error)},
                         {{DropId{0}, "killed"}, {DropId{1}, "wrong"}},
                         true});
    ASSERT_EQ(record_.errors().size(), 1U);
    EXPECT_EQ(record_.errors().front().reason, "wrong");
}

TEST_F(RunRecordTest, a_file_that_cannot_be_written_is_an_error_at_the_end)
{
    RunRecord record{folder_.path() / "missing" / "run.h5", *catalog_};
    record.end();
    EXPECT_EQ(record.counts()[static_cast<std::size_t>(DropState::cancelled)], 3U);
    EXPECT_THROW(record.close({}), Error);
}

}  // namespace
}  // namespace atl::runtime
