#include "slurm/script_template.hpp"

#include "atoll/core/error.hpp"

namespace atl::slurm {
namespace {

using ::testing::HasSubstr;

TEST(FillTemplate, puts_words_in_place)
{
    EXPECT_EQ(fill_template("a={{x}}\n", {{"x", ShellWord::literal("b c")}}), "a='b c'\n");
}

TEST(FillTemplate, does_not_look_into_what_it_put_there)
{
    EXPECT_EQ(fill_template("{{x}}",
                            {{"x", ScriptPart::lines({"{{y}}"})}, {"y", ShellWord::literal("no")}}),
              "{{y}}");
}

TEST(FillTemplate, leaves_out_the_line_of_an_empty_part)
{
    std::map<std::string, ScriptPart> const parts{{"none", ScriptPart::lines({})}};
    EXPECT_EQ(fill_template("a\n{{none}}\nb\n", parts), "a\nb\n");
    EXPECT_EQ(fill_template("a {{none}}\nb\n", parts), "a \nb\n");
}

TEST(FillTemplate, refuses_a_name_that_nobody_fills)
{
    try {
        static_cast<void>(fill_template("{{other}}", {}));
        FAIL();
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("'{{other}}', which nobody fills"));
    }
}

TEST(SafeSubstitute, follows_pythons_rules)
{
    std::map<std::string, std::string> const values{{"A", "1"}, {"AB", "2"}};
    EXPECT_EQ(safe_substitute("$A ${A}B $AB $C ${C} $$A $", values), "1 1B 2 $C ${C} $A $");
    EXPECT_EQ(safe_substitute("${A", values), "${A");
}

}  // namespace
}  // namespace atl::slurm
