#include "runtime/node.hpp"

#include <gmock/gmock.h>

#include "atoll/comm/loopback_transport.hpp"
#include "atoll/graph/read_graph.hpp"

#include "runtime/deployment.hpp"
#include "runtime/restored_states.hpp"
#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

using manager::MessageType;

/// The node manager of rank 1, told by the test what rank 0 would tell it.
class NodeTest : public ::testing::Test {
  protected:
    test::TempFolder folder;
    SystemClock clock;
    std::vector<std::unique_ptr<comm::Transport>> transports = comm::make_loopback_transports(2);

    NodeOptions options() const
    {
        NodeOptions options;
        options.runner.rank = 1;
        options.runner.session_folder = options.runner.data_folder = options.runner.scratch_folder =
            folder.path();
        return options;
    }
    static comm::Message message(MessageType type, comm::Body body = {})
    {
        return {RankId{0}, static_cast<std::uint16_t>(type), std::move(body)};
    }
    /// Brings all of \p graph to rank 1.
    static comm::Message deploy(std::string const& graph)
    {
        auto const read = graph::read_physical_graph(graph, "test");
        auto const parts =
            graph::split_graph(read.graph, graph::Placement(read.graph.size(), RankId{1}), 2);
        return message(MessageType::deploy, encode_part({}, parts[1]));
    }
    /// What rank 0 has been sent.
    std::vector<comm::Message> sent()
    {
        std::vector<comm::Message> messages;
        transports[0]->poll(messages);
        return messages;
    }
    manager::Progress reported(Node& node)
    {
        node.report();
        return comm::ByteReader{sent().back().body}.get<manager::Progress>();
    }
};

/// app -> data.
std::string app_and_data()
{
    return test::GraphText{}
        .app("app", "simple.SleepApp", {}, {{"data", "x"}})
        .data("data", "data_base.NullDROP")
        .json();
}

TEST_F(NodeTest, says_that_it_is_deployed_when_its_drops_have_the_states_that_they_keep)
{
    Node node{options(), *transports[1], clock};
    node.handle(message(MessageType::restore,
                        encode_restored(std::vector<RestoredDrop>{{DropState::finished, 1},
                                                                  {DropState::completed, 0}})));
    node.handle(deploy(app_and_data()));
    auto const deployed = sent();
    ASSERT_EQ(deployed.size(), 1U);
    ASSERT_EQ(deployed[0].type, static_cast<std::uint16_t>(MessageType::deployed));

    auto const progress = reported(node);
    EXPECT_EQ(progress.counts.at(static_cast<std::size_t>(DropState::finished)), 1U);
    EXPECT_EQ(progress.counts.at(static_cast<std::size_t>(DropState::completed)), 1U);
}

TEST_F(NodeTest, ends_the_apps_that_run_when_it_is_given_up)
{
    bool processes_ended = false;
    auto with = options();
    with.stop_processes = [&] { processes_ended = true; };
    {
        Node node{with, *transports[1], clock};
        node.handle(deploy(test::GraphText{}
                               .app("app", "simple.SleepApp", {}, {}, R"("sleep_time":1000)")
                               .json()));
        node.handle(message(MessageType::start));
        while (reported(node).running_apps == 0) {
            std::this_thread::yield();
        }
    }
    EXPECT_TRUE(processes_ended);
}

}  // namespace
}  // namespace atl::runtime
