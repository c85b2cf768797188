#include "atoll/config/directive.hpp"

namespace atl::config {
namespace {

using ::testing::ElementsAre;

TEST(Directive, is_read_in_every_way_sbatch_takes_it)
{
    EXPECT_THAT(parse_directives("--qos express"), ElementsAre(Directive{"qos", "express"}));
    EXPECT_THAT(parse_directives("--qos=express"), ElementsAre(Directive{"qos", "express"}));
    EXPECT_THAT(parse_directives("-N 2 -Cgpu"),
                ElementsAre(Directive{"nodes", "2"}, Directive{"constraint", "gpu"}));
}

TEST(Directive, without_a_value_takes_no_word)
{
    EXPECT_THAT(parse_directives("--exclusive -M magnus"),
                ElementsAre(Directive{"exclusive", ""}, Directive{"clusters", "magnus"}));
    EXPECT_THAT(parse_directives("--no-requeue word"), ElementsAre(Directive{"no-requeue", ""}));
}

TEST(Directive, keeps_quoted_words_together)
{
    EXPECT_THAT(parse_directives("--comment 'a b'"), ElementsAre(Directive{"comment", "a b"}));
}

TEST(Directive, the_last_value_counts)
{
    EXPECT_EQ(directive_value({"-t 1:00", "--time=2:00"}, "time"), "2:00");
    EXPECT_EQ(directive_value({"--qos x"}, "time"), std::nullopt);
}

TEST(Directive, of_nothing_is_nothing)
{
    EXPECT_TRUE(parse_directives("").empty());
    EXPECT_TRUE(parse_directives("word -- -").empty());
}

}  // namespace
}  // namespace atl::config
