#include "runtime/unpublished.hpp"

#include <gtest/gtest.h>

#include "runtime/topology_of.hpp"
#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"
#include "support/engine/scripted_host.hpp"

namespace atl::runtime {
namespace {

namespace fs = std::filesystem;

TEST(Unpublished, of_a_session_that_is_done_is_cleared_up)
{
    test::TempFolder const temp;
    session::SessionFolder const folder{temp.path()};
    fs::create_directories(folder.data() / ".part-0011");
    fs::create_directories(folder.receipts());
    clear_up(folder, 1);
    EXPECT_FALSE(fs::exists(folder.receipts()));
    EXPECT_TRUE(fs::exists(folder.data() / ".part-0011")) << "nobody was killed";
    clear_up(folder, 2);
    EXPECT_FALSE(fs::exists(folder.data() / ".part-0011"));
}

TEST(Unpublished, stays_where_its_app_has_finished)
{
    test::GraphSession session{test::GraphText{}
                                   .app("a", "simple.SleepApp", {}, {{"d", "d"}})
                                   .data("d", test::memory)
                                   .json()};
    EngineTopology topology{session.part(), session.runner(), RankShape{}};
    engine::test::ScriptedHost host;
    SystemClock const clock;
    engine::Engine engine{topology.view(), host, clock, {}};
    engine.start();
    EXPECT_FALSE(is_to_stay(session.part(), engine, 1));
    while (!engine.finished()) {
        static_cast<void>(engine.work_some(engine::WorkerId{0}, 10));
    }
    EXPECT_TRUE(is_to_stay(session.part(), engine, 1));
}

}  // namespace
}  // namespace atl::runtime
