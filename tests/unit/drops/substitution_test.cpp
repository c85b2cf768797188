#include "drops/shell/substitution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::drops {
namespace {

std::string substituted(std::string_view command, CommandLookup const& lookup)
{
    PathWords paths;
    auto const text = substitute_names(command, lookup, paths);
    return paths.assignments() + text;
}

std::optional<CommandText> values(std::string_view name)
{
    if (name == "msg") {
        return CommandText{"hi > x", CommandText::Kind::text};
    }
    if (name == "out") {
        return CommandText{"/a b", CommandText::Kind::path};
    }
    return name == "again" ? std::optional{CommandText{"{msg}", CommandText::Kind::text}}
                           : std::nullopt;
}

TEST(SubstitutionTest, pastes_text_as_it_is_and_keeps_paths_one_word)
{
    EXPECT_EQ(substituted("echo {msg} {out}", values), "echo hi > x '/a b'");
    EXPECT_EQ(substituted("cat \"{out}\"", values), "cat \"/a b\"");
}

TEST(SubstitutionTest, gives_all_drops_of_a_port_one_word_each)
{
    auto const lookup = [](std::string_view) {
        return std::optional{CommandText{"/a b", CommandText::Kind::path, {"/c", "/d e"}}};
    };
    EXPECT_EQ(substituted("cat {i}", lookup), "cat '/a b' /c '/d e'");
}

TEST(SubstitutionTest, leaves_braces_that_stand_for_nothing)
{
    EXPECT_EQ(substituted("awk '{print $1}' {a,b} {", values), "awk '{print $1}' {a,b} {");
    EXPECT_EQ(substituted("{{msg}}", values), "{hi > x}");
}

TEST(SubstitutionTest, replaces_inside_shell_variables_as_daliuge_does)
{
    EXPECT_EQ(substituted("${msg}", values), "$hi > x");
}

TEST(SubstitutionTest, does_not_look_into_what_it_inserted)
{
    EXPECT_EQ(substituted("{again}", values), "{msg}");
}

TEST(SubstitutionTest, pastes_paths_unquoted_into_a_programs_argument)
{
    EXPECT_EQ(fill_word("--to={out}", values), "--to=/a b");
}

}  // namespace
}  // namespace atl::drops
