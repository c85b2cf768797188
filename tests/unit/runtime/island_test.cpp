#include "runtime/island.hpp"

#include <gmock/gmock.h>

#include "atoll/comm/loopback_transport.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/session/status_file.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"
#include "support/runtime/full_disk.hpp"

namespace atl::runtime {
namespace {

using manager::MessageType;

/// Rank 0 of a session of one drop, told by the test what rank 1 would tell it.
class IslandTest : public ::testing::Test {
  protected:
    test::TempFolder temp;
    session::SessionFolder folder{temp.path() / "session"};
    SystemClock clock;
    std::vector<std::unique_ptr<comm::Transport>> transports = comm::make_loopback_transports(2);
    RankJournal journal{{folder.journal(), Seconds{60}, journal::Durability::none, Seconds{0}},
                        clock};
    std::optional<test::FullDisk> full_disk;
    int asked{0};
    std::function<bool()> told_to_stop;
    std::optional<Island> island;

    void deploy()
    {
        std::filesystem::create_directories(folder.data());
        session::SessionFile session;
        session.id = folder.id();
        session.cpus_per_rank = 1;
        session.partition_algorithm = "round-robin";
        IslandOptions options;
        options.told_to_stop = told_to_stop;
        island.emplace(folder, session, *transports[0], clock, journal, options);
        auto read = graph::read_physical_graph(
            test::GraphText{}.data("data", "data_base.NullDROP").json(), "test");
        SessionGraph graph;
        graph.drops = std::move(read.graph);
        island->deploy(std::move(graph));
    }
    void tell(MessageType type, comm::ByteWriter body)
    {
        island->handle({RankId{1}, static_cast<std::uint16_t>(type), std::move(body).take()});
    }
    /// Rank 1 runs its drop and reports.
    void run()
    {
        comm::ByteWriter host;
        host.put_text("n1");
        tell(MessageType::deployed, std::move(host));
        comm::ByteWriter progress;
        progress.put(manager::Progress{});
        tell(MessageType::progress, std::move(progress));
        manager::RowBatch batch;
        batch.last = true;
        batch.rows.push_back({DropId{0}, static_cast<std::uint8_t>(DropState::completed)});
        island->handle(
            {RankId{1}, static_cast<std::uint16_t>(MessageType::rows), manager::encode(batch)});
    }
};

TEST_F(IslandTest, the_outcome_waits_for_room_on_a_full_disk)
{
    told_to_stop = [&] {
        if (++asked == 2) {
            full_disk.reset();
        }
        return false;
    };
    deploy();
    full_disk.emplace();
    run();
    EXPECT_EQ(island->outcome(), ExitStatus::success);
    EXPECT_EQ(session::read_exit_status(folder), ExitStatus::success);
    EXPECT_TRUE(std::filesystem::exists(folder.run_file()));
}

TEST_F(IslandTest, a_full_disk_does_not_keep_a_session_that_is_told_to_stop)
{
    told_to_stop = [] { return true; };
    deploy();
    full_disk.emplace();
    EXPECT_NO_THROW(run());
    EXPECT_EQ(island->outcome(), ExitStatus::io);
    EXPECT_EQ(session::read_exit_status(folder), std::nullopt);
    full_disk.reset();
}

}  // namespace
}  // namespace atl::runtime
