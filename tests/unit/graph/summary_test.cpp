#include "atoll/graph/summary.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::HasSubstr;

PhysicalGraph sample()
{
    return read(R"(["demo",[)" + data("x_0", R"(,"weight":1000,"consumers":["a"])") + "," +
                data("x_1", R"(,"weight":1000)") + "," + app("a", R"(,"weight":90)") + "," +
                R"({"oid":"p","categoryType":"Application","dropclass":"my.App"}]])")
        .graph;
}

TEST(Summary, counts_what_a_graph_is_made_of)
{
    auto const summary = summarize(sample());
    EXPECT_EQ(summary.drops, 4U);
    EXPECT_EQ(summary.apps, 2U);
    EXPECT_EQ(summary.relations, 1U);
    EXPECT_EQ(summary.roots, 3U);
    EXPECT_DOUBLE_EQ(summary.app_seconds, 91);
    EXPECT_DOUBLE_EQ(summary.data_bytes, 2000);
    EXPECT_EQ(summary.components.front().component, Component::memory_data);
}

TEST(Summary, is_readable_on_a_terminal)
{
    auto const text = render(summarize(sample()));
    EXPECT_THAT(text, HasSubstr("graph       demo\ndrops       4 (2 apps, 2 data)\n"));
    EXPECT_THAT(text, HasSubstr("2  memory\n"));
    EXPECT_THAT(text, HasSubstr("1  external app (python: cannot run here)\n"));
}

TEST(Summary, is_readable_for_programs)
{
    Diagnostics diagnostics;
    diagnostics.error("here", "bad \xff", "good");
    auto const json = to_json(summarize(sample()), diagnostics);
    EXPECT_THAT(json, HasSubstr(R"("valid": false)"));
    EXPECT_THAT(json, HasSubstr(R"("drops": 4)"));
    EXPECT_THAT(json, HasSubstr(R"("where": "here")"));
}

TEST(Summary, has_words_for_support)
{
    EXPECT_EQ(to_string(Support::native), "native");
    EXPECT_EQ(to_string(Support::unknown), "unknown");
}

}  // namespace
}  // namespace atl::graph
