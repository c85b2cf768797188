#include "drops/dynlib/dynlib_app.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using ::testing::HasSubstr;

/// What the capitals library makes of two inputs, or why it fails.
[[nodiscard]] std::string capitals(std::string const& dropclass, std::string const& parameters)
{
    test::FakeAppContext context;
    context.add_input("hello ");
    context.add_input("world");
    auto& output = context.add_output();
    auto const with_library =
        fmt::format(R"("lib": "{}/libatoll_test_dynlib.so", {})", ATOLL_TEST_LIBRARIES, parameters);
    auto const reason = test::failure_of(context, dropclass, with_library);
    return reason.empty() ? output.content() : reason;
}

TEST(DynlibApp, reads_inputs_and_writes_outputs_of_its_run)
{
    EXPECT_EQ(capitals("dlg.apps.dynlib.DynlibApp", R"("suffix": "!")"), "HELLO WORLD!");
    EXPECT_EQ(capitals("dlg.apps.dynlib.DynlibProcApp", R"("suffix": true)"), "HELLO WORLDTrue");
}

TEST(DynlibApp, tells_which_function_failed_and_how)
{
    EXPECT_EQ(capitals("dlg.apps.dynlib.DynlibApp", R"("mode": "init")"),
              "init() of the library returned 3");
    EXPECT_EQ(capitals("dlg.apps.dynlib.DynlibApp", R"("mode": "run")"),
              "run() of the library returned 4");
}

TEST(DynlibApp, a_stream_is_fed_until_the_library_is_done)
{
    EXPECT_EQ(capitals("dlg.apps.dynlib.DynlibStreamApp", R"("suffix": "")"), "HELLO WORLD");
    EXPECT_EQ(capitals("dlg.apps.dynlib.DynlibStreamApp", R"("mode": "stream")"),
              "the library called done(3)");
}

TEST(DynlibApp, a_library_that_is_not_named_or_no_app_is_refused)
{
    test::FakeAppContext context;
    EXPECT_THAT(test::failure_of(context, "dlg.apps.dynlib.DynlibApp"),
                HasSubstr("'it' does not say which library it is in"));
    EXPECT_THAT(test::failure_of(context, "dlg.apps.dynlib.DynlibApp", R"("libpath": "libm.so.6")"),
                HasSubstr("library 'libm.so.6' does not export 'init'"));
}

}  // namespace
}  // namespace atl::drops
