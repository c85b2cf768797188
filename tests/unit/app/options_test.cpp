#include "app/options.hpp"

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class OptionsTest : public ::testing::Test {
  protected:
    OptionsTest()
    {
        line.options.add_options()("graph", po::value(&graph), "")(
            "nodes,N", po::value(&nodes), "nodes to ask for")("set", po::value(&sets), "");
    }

    Parsed parse(std::vector<std::string> const& arguments)
    {
        return parse_options(line, arguments);
    }
    std::string failure(std::vector<std::string> const& arguments)
    {
        try {
            static_cast<void>(parse(arguments));
            return "";
        } catch (Error const& error) {
            EXPECT_EQ(error.kind(), ErrorKind::usage);
            return error.what();
        }
    }

    CommandLine line{"atoll x GRAPH", {}, {"graph"}};
    std::string graph;
    int nodes{0};
    std::vector<std::string> sets;
};

TEST_F(OptionsTest, reach_the_values_they_are_bound_to)
{
    EXPECT_EQ(parse({"a b.graph", "-N", "3", "--set", "x=1", "--set", "y=2"}), Parsed::go_on);
    EXPECT_EQ(graph, "a b.graph");
    EXPECT_EQ(nodes, 3);
    EXPECT_THAT(sets, ElementsAre("x=1", "y=2"));
}

TEST_F(OptionsTest, suggest_the_nearest_name)
{
    EXPECT_THAT(failure({"--nodez", "3"}),
                HasSubstr("unknown option '--nodez'\n  hint: did you mean '--nodes'?"));
}

TEST_F(OptionsTest, may_not_be_abbreviated)
{
    EXPECT_THAT(failure({"--node", "3"}), HasSubstr("unknown option '--node'"));
}

TEST_F(OptionsTest, of_a_wrong_type_show_the_usage)
{
    EXPECT_THAT(failure({"--nodes", "many"}), HasSubstr("usage: atoll x GRAPH"));
}

TEST_F(OptionsTest, help_stops_before_values_are_checked)
{
    ::testing::internal::CaptureStdout();
    EXPECT_EQ(parse({"--help"}), Parsed::help_shown);
    auto const text = ::testing::internal::GetCapturedStdout();
    EXPECT_THAT(text, HasSubstr("usage: atoll x GRAPH\n"));
    EXPECT_THAT(text, HasSubstr("nodes to ask for"));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("--graph")));
}

TEST_F(OptionsTest, that_count_are_checked)
{
    EXPECT_EQ(checked_count(3, 1, "--nodes"), 3U);
    try {
        static_cast<void>(checked_count(-3, 1, "--nodes"));
        FAIL();
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("--nodes -3 is too few"));
    }
}

TEST(EnvironmentMap, holds_the_variables_of_this_process)
{
    auto const environment = environment_map();
    EXPECT_FALSE(value_of(environment, "PATH").empty());
    EXPECT_EQ(value_of(environment, "ATOLL_TEST_ABSENT"), "");
}

TEST_F(OptionsTest, what_is_missing_is_named_with_the_usage)
{
    EXPECT_NO_THROW(require("x.graph", "the graph", line));
    try {
        require("", "the graph", line);
        FAIL();
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("the graph is missing"));
        EXPECT_THAT(error.what(), HasSubstr("usage: atoll x GRAPH"));
    }
}

}  // namespace
}  // namespace atl::app
