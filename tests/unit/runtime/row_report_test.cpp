#include "runtime/row_report.hpp"

#include <gmock/gmock.h>

#include "atoll/core/clock.hpp"
#include "atoll/graph/read_graph.hpp"

#include "bench/idle_host.hpp"
#include "runtime/topology_of.hpp"
#include "support/drops/graph_session.hpp"

namespace atl::runtime {
namespace {

/// A rank with one data drop that has completed.
class RowReportTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        auto const read = graph::read_physical_graph(
            R"([{"oid":"x","categoryType":"Data","category":"Memory"}])", "test");
        part_ = graph::split_graph(read.graph, graph::Placement(1), 1).front();
        drops::RunnerOptions options;
        options.data_folder = options.scratch_folder = options.session_folder = folder_.path();
        runner_.emplace(part_, options);
        topology_.emplace(part_, *runner_, RankShape{1, 1});
        engine_.emplace(topology_->view(), host_, clock_, engine::EngineOptions{});
        engine_->start();
        engine_->work(engine::WorkerId{0});
    }

    [[nodiscard]] RowReport report() const
    {
        return RowReport{{part_, *engine_, *runner_, mishaps_, 0}};
    }

    atl::test::TempFolder folder_;
    graph::Part part_;
    std::optional<drops::DropRunner> runner_;
    std::optional<EngineTopology> topology_;
    bench::IdleHost host_;
    SystemClock clock_;
    std::optional<engine::Engine> engine_;
    Mishaps mishaps_;
};

TEST_F(RowReportTest, the_last_message_says_so)
{
    auto report = this->report();
    auto const body = report.next();
    ASSERT_TRUE(body);
    auto const batch = manager::decode_rows(*body);
    ASSERT_EQ(batch.rows.size(), 1U);
    EXPECT_EQ(static_cast<DropState>(batch.rows[0].state), DropState::completed);
    EXPECT_TRUE(batch.last);
    EXPECT_FALSE(report.next());
}

TEST_F(RowReportTest, a_mishap_brings_its_reason)
{
    mishaps_.remember(0, {9, "wrong"});
    auto report = this->report();
    auto const batch = manager::decode_rows(*report.next());
    EXPECT_EQ(batch.rows[0].exit_code, 9);
    ASSERT_EQ(batch.failures.size(), 1U);
    EXPECT_EQ(batch.failures[0].reason, "wrong");
}

}  // namespace
}  // namespace atl::runtime
