#include "atoll/drops/drop_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::GraphSession;
using ::testing::HasSubstr;

constexpr char const* chain = R"([
 {"oid":"in","categoryType":"Data","dropclass":"dlg.data.drops.memory.InMemoryDROP",
  "fields":[{"name":"pydata","value":"hello","type":"String"}],"consumers":[{"sh":"src"}]},
 {"oid":"sh","categoryType":"Application","dropclass":"dlg.apps.bash_shell_app.BashShellApp",
  "command":"cat {src} > {dst}; echo {msg} {unfilled} >> {dst}",
  "applicationArgs":{
   "src":{"name":"src","value":"","usage":"InputPort","encoding":"path"},
   "dst":{"name":"dst","value":"","usage":"OutputPort","encoding":"path"},
   "msg":{"name":"msg","value":"hi","usage":"NoPort"},
   "unfilled":{"name":"unfilled","value":""}},
  "inputs":[{"in":"src"}],"outputs":[{"out":"dst"}]},
 {"oid":"out","categoryType":"Data","dropclass":"dlg.data.drops.file.FileDROP","filepath":"out.txt",
  "producers":[{"sh":"dst"}],"consumers":[{"sh2":"a"}]},
 {"oid":"sh2","categoryType":"Application","dropclass":"dlg.apps.bash_shell_app.BashShellApp",
  "command":"tr a-z A-Z < {a} > {b}",
  "applicationArgs":{
   "a":{"name":"a","value":"","usage":"InputPort","encoding":"path"},
   "b":{"name":"b","value":"","usage":"OutputPort","encoding":"path"}},
  "inputs":[{"out":"a"}],"outputs":[{"end":"b"}]},
 {"oid":"end","categoryType":"Data","dropclass":"dlg.data.drops.memory.InMemoryDROP",
  "producers":[{"sh2":"b"}]}, {}])";

class DropRunnerOnRanks : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(DropRunnerOnRanks, carries_content_through_memory_files_and_processes)
{
    GraphSession session{chain, GetParam()};
    session.run();
    EXPECT_EQ(session.reason("sh"), "");
    EXPECT_EQ(session.file("out.txt"), "hellohi {unfilled}\n");
    EXPECT_EQ(session.content("end"), "HELLOHI {UNFILLED}\n");
    EXPECT_EQ(session.state("end"), DropState::completed);
}

/// A file that an app writes, and that is deleted when another has read it.
class DropRunnerAtAFence : public ::testing::Test {
  protected:
    DropRunnerAtAFence()
    {
        options.data_folder = folder.path();
        options.io = &io;
        options.epoch = 4;
        options.before_files_change = [this](std::uint32_t epoch) {
            asked.emplace_back(epoch, std::filesystem::exists(file));
        };
    }
    using Asked = std::pair<std::uint32_t, bool>;  ///< The epoch, and whether the file was there.

    test::TempFolder folder;
    std::filesystem::path file{folder.path() / "x.txt"};
    IoThread io;
    RunnerOptions options;
    std::vector<Asked> asked;
    graph::Part const part{
        graph::split_graph(
            graph::read_physical_graph(
                test::GraphText{}
                    .app("write", "simple.HelloWorldApp", {}, {{"x", "x"}})
                    .data("x",
                          test::file,
                          R"("filepath":"x.txt","persist":false,"expireAfterUse":true)")
                    .app("read", "simple.CopyApp", {{"x", "x"}}, {{"copy", "copy"}})
                    .data("copy", test::memory)
                    .json(),
                "test")
                .graph,
            graph::Placement(4, RankId{0}),
            1)
            .front()};
};

TEST_F(DropRunnerAtAFence, asks_before_it_publishes_or_deletes_a_file)
{
    DropRunner runner{part, options};
    static_cast<void>(runner.run_app(0, 1, 0));
    EXPECT_THAT(asked, ::testing::IsEmpty());
    static_cast<void>(runner.publish(1));
    EXPECT_THAT(asked, ::testing::ElementsAre(Asked{4, false}));
    static_cast<void>(runner.run_app(2, 1, 0));
    EXPECT_THAT(asked, ::testing::ElementsAre(Asked{4, false}, Asked{4, true}));
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(DropRunnerAtAFence, does_not_ask_for_content_in_memory)
{
    DropRunner runner{part, options};
    static_cast<void>(runner.publish(3));
    EXPECT_THAT(asked, ::testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Ranks, DropRunnerOnRanks, ::testing::Values(1, 2, 3, 5));

}  // namespace
}  // namespace atl::drops
