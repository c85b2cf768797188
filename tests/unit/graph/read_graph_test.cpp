#include "atoll/graph/read_graph.hpp"

#include "atoll/core/error.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

TEST(ReadGraph, tells_logical_from_physical_graphs)
{
    EXPECT_EQ(graph_form(" [1]"), GraphForm::physical);
    EXPECT_EQ(graph_form("\xef\xbb\xbf[]"), GraphForm::physical);
    EXPECT_EQ(graph_form(R"({"modelData":{},"nodeDataArray":[]})"), GraphForm::logical);
}

TEST(ReadGraph, refuses_what_is_neither)
{
    for (auto const* text : {"", "  ", "{}", "3", "\"nodes\""}) {
        EXPECT_THROW(static_cast<void>(graph_form(text)), Error) << text;
    }
}

TEST(ReadGraph, skips_a_byte_order_mark)
{
    EXPECT_EQ(read("\xef\xbb\xbf[" + data("x") + "]").graph.size(), 1U);
}

TEST(ReadGraph, refuses_an_object_and_a_number)
{
    EXPECT_TRUE(read(R"({"oid":"x"})").diagnostics.has_errors());
    EXPECT_TRUE(read("12").diagnostics.has_errors());
    EXPECT_TRUE(read("").diagnostics.has_errors());
}

TEST(ReadGraph, does_not_look_at_files_when_told_so)
{
    auto const text =
        R"([{"oid":"x","categoryType":"Data","filepath":"/no/such","check_filepath_exists":true}])";
    EXPECT_TRUE(read_physical_graph(text, "g").diagnostics.has_errors());
    EXPECT_FALSE(read_physical_graph(text, "g", FileCheck::off).diagnostics.has_errors());
}

}  // namespace
}  // namespace atl::graph
