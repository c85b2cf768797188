#include "drops/apps/copy_inputs.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::FakeAppContext;

TEST(CopyInputs, passes_over_inputs_that_were_skipped)
{
    FakeAppContext context;
    context.add_input("x").missing();
    context.add_input("y");
    auto& output = context.add_output();
    copy_inputs(context);
    EXPECT_EQ(output.content(), "y");
}

TEST(CopyInputs, a_directory_goes_into_a_directory_only_which_need_not_be_there)
{
    auto const folder = std::filesystem::temp_directory_path() / "atoll-copy-inputs";
    std::filesystem::create_directories(folder / "from" / "deep");
    std::ofstream{folder / "from" / "deep" / "file"} << "text";
    FakeAppContext context;
    context.add_input("").at(folder / "from");
    context.add_output().folder(folder / "to");
    copy_inputs(context);
    EXPECT_TRUE(std::filesystem::exists(folder / "to" / "deep" / "file"));
    context.add_output();
    EXPECT_THROW(copy_inputs(context), Error);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace atl::drops
