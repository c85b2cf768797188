#include "engine/remote_inbox.hpp"

#include "engine/ready_lists.hpp"
#include "support/engine/engine_fixture.hpp"

namespace atl::engine {
namespace {

using ::testing::UnorderedElementsAre;

class RemoteInboxTest : public test::EngineFixture {
  protected:
    std::unique_ptr<Shared> shared;

    RemoteInbox make_inbox(unsigned workers = 1)
    {
        shared = std::make_unique<Shared>(
            graph.topology(), host, clock, EngineOptions{.workers = workers, .cpus = workers});
        return RemoteInbox{*shared};
    }

    std::vector<std::uint32_t> ready()
    {
        ReadyLists lists{*shared, 0};
        std::vector<std::uint32_t> drops;
        for (auto drop = lists.pop(); drop != no_drop; drop = lists.pop()) {
            drops.push_back(drop);
        }
        return drops;
    }
};

TEST_F(RemoteInboxTest, admits_the_drops_that_wait_for_nothing)
{
    auto const data = graph.data();
    auto const app = graph.app();
    auto const waiting = graph.data();
    graph.edge(app, waiting);
    make_inbox().admit_roots();
    EXPECT_THAT(ready(), UnorderedElementsAre(data.value, app.value));
}

TEST_F(RemoteInboxTest, gives_every_worker_some_of_many_roots)
{
    for (int i = 0; i < 2000; ++i) {
        graph.app();
    }
    make_inbox(3).admit_roots();
    for (std::uint32_t worker = 0; worker < 3; ++worker) {
        EXPECT_TRUE(shared->slots[worker].ready.best().has_value()) << "worker " << worker;
    }
}

TEST_F(RemoteInboxTest, makes_a_drop_ready_with_the_last_of_its_events)
{
    auto const app = graph.app();
    auto const one = graph.ghost();
    auto const two = graph.ghost();
    graph.edge(one, app).edge(two, app);
    auto inbox = make_inbox();

    inbox.take_in(std::vector<RemoteEvent>{{one, DropEvent::completed}});
    EXPECT_TRUE(ready().empty());
    inbox.take_in(std::vector<RemoteEvent>{{two, DropEvent::completed}});
    EXPECT_THAT(ready(), UnorderedElementsAre(app.value));
}

TEST_F(RemoteInboxTest, notes_what_a_failed_event_dooms_a_drop_to)
{
    auto const app = graph.app();
    auto const ghost = graph.ghost();
    graph.edge(ghost, app);
    make_inbox().take_in(std::vector<RemoteEvent>{{ghost, DropEvent::skipped}});
    EXPECT_EQ(shared->cells[app.index()].doom(), DropCell::doomed_to_skip);
}

}  // namespace
}  // namespace atl::engine
