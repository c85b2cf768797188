#include "config/yaml_value.hpp"

#include <fmt/format.h>

namespace atl::config {
namespace {

using ::testing::HasSubstr;

class YamlValueTest : public ::testing::Test {
  protected:
    Diagnostics problems;

    YamlValue read(std::string_view text)
    {
        return parse_yaml(text, "f.yaml", problems).value_or(YamlValue{});
    }
};

TEST_F(YamlValueTest, keeps_a_scalar_as_it_was_written)
{
    EXPECT_EQ(read("walltime: 24:00:00").find("walltime")->text, "24:00:00");
    EXPECT_EQ(read("n: 0x10").find("n")->text, "0x10");
}

TEST_F(YamlValueTest, knows_the_place_of_every_value)
{
    auto const root = read("a: 1\nb:\n  - x\n");
    EXPECT_EQ(to_string(root.find("b")->items.front().origin), "f.yaml:3:5");
}

TEST_F(YamlValueTest, tells_null_from_a_quoted_word)
{
    EXPECT_EQ(read("a: null").find("a")->kind, YamlValue::Kind::null);
    EXPECT_EQ(read("a: ~").find("a")->kind, YamlValue::Kind::null);
    EXPECT_EQ(read("a: 'null'").find("a")->kind, YamlValue::Kind::scalar);
    EXPECT_EQ(read("a: ''").find("a")->kind, YamlValue::Kind::scalar);
}

TEST_F(YamlValueTest, merges_anchors_as_python_does)
{
    auto const root = read("base: &b {x: 1, y: 2}\nhere: {<<: *b, y: 3}\n");
    auto const& here = *root.find("here");
    EXPECT_EQ(here.find("x")->text, "1");
    EXPECT_EQ(here.find("y")->text, "3");
}

TEST_F(YamlValueTest, refuses_a_key_that_is_stated_twice)
{
    read("a: 1\na: 2\n");
    EXPECT_THAT(problems.render(), HasSubstr("f.yaml:2:1: 'a' is stated twice (first at f.yaml:1"));
}

TEST_F(YamlValueTest, says_where_the_text_is_no_yaml)
{
    read("a: [1, 2\nb: }");
    EXPECT_THAT(problems.render(), HasSubstr("f.yaml:2"));
}

TEST_F(YamlValueTest, refuses_a_second_document)
{
    read("a: 1\n---\nb: 2\n");
    EXPECT_THAT(problems.render(), HasSubstr("holds a second document"));
}

TEST_F(YamlValueTest, refuses_deep_nesting)
{
    read(std::string(100, '[') + std::string(100, ']'));
    EXPECT_THAT(problems.render(), HasSubstr("nested deeper than"));
}

TEST_F(YamlValueTest, refuses_aliases_that_grow_without_end)
{
    std::string text{"a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"};
    for (int i = 1; i < 9; ++i) {
        text += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
    }
    read(text);
    EXPECT_THAT(problems.render(), HasSubstr("more than 20000 values"));
}

TEST_F(YamlValueTest, refuses_a_text_of_megabytes)
{
    read(std::string(2 << 20, ' '));
    EXPECT_THAT(problems.render(), HasSubstr("too large"));
}

TEST_F(YamlValueTest, refuses_a_key_that_is_a_list)
{
    read("? [a, b]\n: 1\n");
    EXPECT_THAT(problems.render(), HasSubstr("a key must be a plain word"));
}

TEST_F(YamlValueTest, is_shown_on_one_line_and_cut)
{
    EXPECT_EQ(one_line(read("{a: [1, x], b: null}")), "{a: [1, x], b: null}");
    EXPECT_EQ(one_line(read("[" + std::string(200, 'x') + "]")).size(), 80U);
}

}  // namespace
}  // namespace atl::config
