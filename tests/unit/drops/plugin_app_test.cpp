#include "drops/plugin/plugin_app.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::FakeAppContext;
using ::testing::HasSubstr;

std::string const library = ATOLL_TEST_LIBRARIES "/libatoll_test_plugin.so";

[[nodiscard]] std::string failure(std::string const& dropclass)
{
    FakeAppContext context;
    return test::failure_of(context, dropclass);
}

TEST(PluginApp, runs_the_app_of_a_library)
{
    FakeAppContext context;
    context.add_input(test::pickled("[1, -1, 1, -1]"));
    auto& output = context.add_output();
    auto const dropclass = "atoll.plugin:" + library + ":PowerSpectrum";
    EXPECT_EQ(test::failure_of(context, dropclass, R"("scale": 0.5)"), "");
    auto const power = to_array(read_pickle(test::bytes_of(output.content())));
    EXPECT_NEAR(*number_at(power, 0), 0, 1e-9);
    EXPECT_NEAR(*number_at(power, 2), 2, 1e-9);
    EXPECT_THAT(context.log_text(), HasSubstr("power at 3 frequencies"));
}

TEST(PluginApp, its_exceptions_are_ours)
{
    FakeAppContext context;
    context.add_input(test::pickled("['a']"));
    auto const dropclass = "atoll.plugin:" + library + ":PowerSpectrum";
    EXPECT_THROW(std::ignore = test::run_app(context, dropclass), std::runtime_error);
}

TEST(PluginApp, an_app_that_is_not_there_is_told_with_those_that_are)
{
    EXPECT_THAT(failure("atoll.plugin:" + library + ":PowerSpectra"),
                HasSubstr("has no app 'PowerSpectra' (it has: PowerSpectrum)"));
    EXPECT_THAT(failure("atoll.plugin:" + library + ":PowerSpectra"),
                HasSubstr("did you mean 'PowerSpectrum'?"));
}

TEST(PluginApp, other_libraries_and_none_are_refused)
{
    EXPECT_THAT(failure("atoll.plugin:" ATOLL_TEST_LIBRARIES "/libatoll_test_dynlib.so:X"),
                HasSubstr("is no plug-in for Atoll"));
    EXPECT_THAT(failure("atoll.plugin:/nowhere.so:X"),
                HasSubstr("cannot load the library '/nowhere.so'"));
}

TEST(PluginApp, a_broken_one_is_told)
{
    EXPECT_THAT(
        failure("atoll.plugin:" ATOLL_TEST_LIBRARIES "/libatoll_test_broken_plugin.so:Nothing"),
        HasSubstr("is broken: it made nothing of app 'Nothing'"));
    EXPECT_THAT(failure("atoll.plugin:" ATOLL_TEST_LIBRARIES "/libatoll_test_nameless_plugin.so:X"),
                HasSubstr("is broken: an app of it has no name"));
}

TEST(PluginApp, folders_are_those_of_the_path_and_of_the_installation)
{
    EXPECT_THAT(plugin_folders("/a::/b", "/opt/atoll/bin/atoll"),
                ::testing::ElementsAre("/a", "/b", "/opt/atoll/lib/atoll"));
}

}  // namespace
}  // namespace atl::drops
