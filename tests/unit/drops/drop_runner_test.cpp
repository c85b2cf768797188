#include "atoll/drops/drop_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"

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

INSTANTIATE_TEST_SUITE_P(Ranks, DropRunnerOnRanks, ::testing::Values(1, 2, 3, 5));

}  // namespace
}  // namespace atl::drops
