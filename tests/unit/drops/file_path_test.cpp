#include "drops/file_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

using ::testing::HasSubstr;

std::optional<std::string> beam(std::string_view name)
{
    return name == "beam" ? std::optional<std::string>{"07"} : std::nullopt;
}

std::string path_for(std::string const& filepath, std::string const& dirname = "")
{
    PathRule const rule{filepath, dirname, "2024-10-30", "/s/data"};
    return file_path(rule, {"1_ab12_0-3", "image", "0-3"}, beam).string();
}

TEST(FilePathTest, generates_a_name_from_the_uid_when_there_is_none)
{
    EXPECT_EQ(path_for(""), "/s/data/1_ab12_0-3");
}

TEST(FilePathTest, puts_relative_paths_into_the_data_folder)
{
    EXPECT_EQ(path_for("a.fits"), "/s/data/a.fits");
    EXPECT_EQ(path_for("images/a.fits"), "/s/data/images/a.fits");
    EXPECT_EQ(path_for("a.fits", "old"), "/s/data/old/a.fits");
}

TEST(FilePathTest, leaves_absolute_paths_alone)
{
    EXPECT_EQ(path_for("/big/a.fits"), "/big/a.fits");
}

TEST(FilePathTest, generates_the_name_in_a_folder_that_ends_with_a_slash)
{
    EXPECT_EQ(path_for("log_files/"), "/s/data/log_files/1_ab12_0-3");
}

TEST(FilePathTest, fills_in_tokens_and_parameters)
{
    EXPECT_EQ(path_for("{auto}.x"), "/s/data/1_ab12_0-3.x");
    EXPECT_EQ(path_for("b{beam}_{datetime}_{uid}"), "/s/data/b07_2024-10-30_1_ab12_0-3");
    EXPECT_EQ(path_for("{{beam}}"), "/s/data/{beam}");
    EXPECT_EQ(path_for("i{iid}.x"), "/s/data/i0-3.x");
}

TEST(FilePathTest, refuses_a_nul_character)
{
    try {
        path_for(std::string{"a\0b", 3});
        FAIL() << "accepted";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(), "the path holds a NUL character");
    }
}

TEST(FilePathTest, names_the_token_that_is_not_known)
{
    try {
        static_cast<void>(path_for("{bean}.fits"));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(), "unknown token '{bean}' in path '{bean}.fits'");
    }
}

TEST(FilePathTest, expands_variables_and_names_those_that_are_not_set)
{
    auto const site = [](std::string_view name) {
        return name == "SITE" ? std::optional<std::string>{"/site"} : std::nullopt;
    };
    EXPECT_EQ(expand_variables("$SITE/x", site), "/site/x");
    EXPECT_EQ(expand_variables("${SITE}x$", site), "/sitex$");
    try {
        static_cast<void>(expand_variables("$SIDE/x", site));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_THAT(error.problem(), HasSubstr("variable 'SIDE' in path '$SIDE/x' is not set"));
    }
}

TEST(FilePathTest, knows_a_dlg_root_even_when_it_is_not_set)
{
    EXPECT_TRUE(environment_variable("DLG_ROOT").has_value());
}

}  // namespace
}  // namespace atl::drops
