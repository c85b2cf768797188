#include "drops/streaming/companions.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

using test::GraphSession;

constexpr char const* memory = "dlg.data.drops.memory.InMemoryDROP";

/// Producer `p` streams to `c` by data drop `d` of class \p storage; `c` writes file `end.txt`.
[[nodiscard]] std::string stream(std::string_view producer,
                                 std::string_view consumer,
                                 std::string_view storage = memory)
{
    constexpr auto* shape = R"([
 {{"oid":"p","categoryType":"Application","dropclass":"dlg.apps.bash_shell_app.BashShellApp","command":"{}",
  "applicationArgs":{{"out":{{"name":"out","usage":"OutputPort","encoding":"path"}}}},"outputs":[{{"d":"out"}}]}},
 {{"oid":"d","categoryType":"Data","dropclass":"{}","producers":[{{"p":"out"}}],"streamingConsumers":[{{"c":"in"}}]}},
 {{"oid":"c","categoryType":"Application","dropclass":"dlg.apps.bash_shell_app.BashShellApp","command":"{}",
  "applicationArgs":{{"in":{{"name":"in","usage":"InputPort","encoding":"path"}},
                     "end":{{"name":"end","usage":"OutputPort","encoding":"path"}}}},
  "streamingInputs":[{{"d":"in"}}],"outputs":[{{"e":"end"}}]}},
 {{"oid":"e","categoryType":"Data","dropclass":"dlg.data.drops.file.FileDROP","filepath":"end.txt",
  "producers":[{{"c":"end"}}]}}, {{}}])";
    return fmt::format(shape, producer, storage, consumer);
}

/// Fails when the consumer does not see `one` while it waits.
constexpr auto* waits_for_its_reader =
    "echo one > {out}; for i in $(seq 1000); do test -e seen && break; sleep 0.01; done; "
    "test -e seen && echo two > {out}";
constexpr auto* shows_that_it_reads = "{ read line; touch seen; echo $line; cat; } < {in} > {end}";

class CompanionsOfStorage : public ::testing::TestWithParam<char const*> {};

TEST_P(CompanionsOfStorage, read_while_their_producer_writes)
{
    GraphSession session{stream(waits_for_its_reader, shows_that_it_reads, GetParam())};
    session.run();
    EXPECT_EQ(session.reason("p"), "");
    EXPECT_EQ(session.reason("c"), "");
    EXPECT_EQ(session.file("end.txt"), "one\ntwo\n");
}

INSTANTIATE_TEST_SUITE_P(Storage,
                         CompanionsOfStorage,
                         ::testing::Values(memory,
                                           "dlg.data.drops.file.FileDROP",
                                           "dlg.data.drops.data_base.NullDROP"));

TEST(Companions, may_end_before_their_producer)
{
    GraphSession session{stream("head -c 5000000 /dev/zero > {out}", "head -c 5 {in} > {end}")};
    session.run();
    EXPECT_EQ(session.state("p"), DropState::finished);
    EXPECT_EQ(session.state("c"), DropState::finished);
    EXPECT_EQ(session.file("end.txt").size(), 5U);
}

TEST(Companions, need_not_read_at_all)
{
    GraphSession session{stream("head -c 5000000 /dev/zero > {out}", "echo done > {end}")};
    session.run();
    EXPECT_EQ(session.state("p"), DropState::finished);
    EXPECT_EQ(session.file("end.txt"), "done\n");
}

TEST(Companions, that_fail_do_not_hold_up_their_producer)
{
    GraphSession session{stream("head -c 5000000 /dev/zero > {out}", "false {in} {end}")};
    session.run();
    EXPECT_EQ(session.state("p"), DropState::finished);
    EXPECT_EQ(session.state("c"), DropState::error);
}

TEST(Companions, fail_with_their_producer_and_leave_nothing)
{
    GraphSession session{stream("echo half > {out}; exit 3", "cat {in} > {end}")};
    session.run();
    EXPECT_EQ(session.state("p"), DropState::error);
    EXPECT_EQ(session.state("c"), DropState::error);
    EXPECT_EQ(session.file("end.txt"), "(absent)");
}

TEST(Companions, are_told_the_end_by_the_checksum_of_all_bytes)
{
    auto text = stream("printf 123456789 > {out}", "unused");
    auto const at = text.find("dlg.apps.bash_shell_app.BashShellApp", text.find(R"("oid":"c")"));
    text.replace(at,
                 std::string_view{"dlg.apps.bash_shell_app.BashShellApp"}.size(),
                 "dlg.apps.crc.CRCStreamApp");
    GraphSession session{text};
    session.run();
    EXPECT_EQ(session.reason("c"), "");
    EXPECT_EQ(session.file("end.txt"), "3421780262");
}

}  // namespace
}  // namespace atl::drops
