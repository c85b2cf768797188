#include "config/statement.hpp"

namespace atl::config {
namespace {

using ::testing::HasSubstr;

class StatementTest : public ::testing::Test {
  protected:
    ClusterFile file;

    static Statement say(std::string const& key, std::string const& value, int rank)
    {
        Diagnostics problems;
        auto read = *parse_yaml(value, "f" + std::to_string(rank), problems);
        return {Section::cluster, {key, read.origin, read}, Severity::error, rank};
    }
};

TEST_F(StatementTest, of_the_highest_rank_wins)
{
    apply_statements({say("queue", "low", 0), say("queue", "high", 1)}, file);
    EXPECT_EQ(file.cluster.queue, "high");
    EXPECT_EQ(file.keys[0].fate, KeyFate::overridden);
    EXPECT_THAT(file.keys[0].effect, HasSubstr("'queue' at f1:1:1 wins"));
    EXPECT_EQ(file.keys[1].fate, KeyFate::honoured);
}

TEST_F(StatementTest, that_is_null_does_not_win)
{
    apply_statements({say("queue", "low", 0), say("queue", "null", 1)}, file);
    EXPECT_EQ(file.cluster.queue, "low");
    EXPECT_EQ(file.keys[1].fate, KeyFate::ignored);
}

TEST_F(StatementTest, with_an_old_name_yields_to_the_new_one)
{
    apply_statements({say("account", "new", 0), say("project", "old", 0)}, file);
    EXPECT_EQ(file.cluster.account, "new");
}

TEST_F(StatementTest, with_an_old_name_alone_counts_and_is_told)
{
    apply_statements({say("project", "old", 0)}, file);
    EXPECT_EQ(file.cluster.account, "old");
    EXPECT_THAT(file.keys[0].effect, HasSubstr("(new name: account)"));
}

TEST_F(StatementTest, with_an_unknown_key_suggests_the_nearest)
{
    apply_statements({say("quene", "x", 0)}, file);
    EXPECT_THAT(file.diagnostics.render(),
                HasSubstr("f0:1:1: unknown key 'quene'\n  hint: did you mean 'queue'?"));
}

TEST_F(StatementTest, in_the_wrong_section_is_told_where_it_belongs)
{
    apply_statements({say("dashboard_address", "x", 0), say("minimum", "1", 0)}, file);
    EXPECT_THAT(file.diagnostics.render(), HasSubstr("belongs into 'scheduler_options'"));
    EXPECT_THAT(file.diagnostics.render(), HasSubstr("belongs into 'adapt_kwargs'"));
}

}  // namespace
}  // namespace atl::config
