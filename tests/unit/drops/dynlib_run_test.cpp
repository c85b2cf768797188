#include "drops/dynlib/dynlib_run.hpp"

#include <gtest/gtest.h>

#include "support/drops/fake_app_context.hpp"

namespace atl::drops {
namespace {

TEST(DynlibRun, shows_who_and_where_the_drop_is_before_its_ports_are_open)
{
    test::FakeAppContext context;
    context.set_ranks({2, 5});
    context.add_input("abc");
    DynlibRun run{context};
    auto const& info = *run.info();
    EXPECT_STREQ(info.uid, "app");
    EXPECT_EQ(info.appname, nullptr);
    EXPECT_EQ(info.n_ranks, 2U);
    EXPECT_EQ(info.ranks[1], 5);
    EXPECT_EQ(info.n_inputs, 0U);
}

TEST(DynlibRun, inputs_are_read_to_their_ends_and_outputs_written)
{
    test::FakeAppContext context;
    context.add_input("abcde");
    auto& output = context.add_output();
    DynlibRun run{context};
    run.open_ports();
    auto const& info = *run.info();
    char buffer[4];
    EXPECT_EQ(info.inputs[0].read(buffer, sizeof buffer), 4U);
    EXPECT_EQ(info.inputs[0].read(buffer, sizeof buffer), 1U);
    EXPECT_EQ(info.inputs[0].read(buffer, sizeof buffer), 0U);
    EXPECT_EQ(info.outputs[0].write("xy", 2), 2U);
    EXPECT_EQ(output.content(), "xy");
}

TEST(DynlibRun, an_input_without_content_is_in_error)
{
    test::FakeAppContext context;
    context.add_input("abc").missing();
    DynlibRun run{context};
    run.open_ports();
    char buffer[4];
    EXPECT_EQ(run.info()->inputs[0].status, DROP_ERROR);
    EXPECT_EQ(run.info()->inputs[0].read(buffer, sizeof buffer), 0U);
}

TEST(DynlibRun, streams_are_counted_and_their_end_is_told)
{
    test::FakeAppContext context;
    context.add_input("abc");
    DynlibRun run{context};
    run.open_streams();
    EXPECT_EQ(run.info()->n_streaming_inputs, 1U);
    EXPECT_EQ(run.ended(), std::nullopt);
    run.info()->running();
    run.info()->done(APP_FINISHED);
    EXPECT_EQ(run.ended(), APP_FINISHED);
}

}  // namespace
}  // namespace atl::drops
