#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(GraphReader, reads_a_bare_list)
{
    auto const [graph, diagnostics] =
        read("[" + data("x_0", R"(,"consumers":["y_0"])") + "," + app("y_0") + "]");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_EQ(graph.size(), 2U);
    EXPECT_THAT(after(graph, "x_0"), ElementsAre("y_0"));
    EXPECT_EQ(graph.graph_name(), "g");
}

TEST(GraphReader, takes_an_empty_object_at_the_end_for_reprodata)
{
    auto const [graph, diagnostics] = read("[" + data("x") + ",{}]");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_EQ(graph.size(), 1U);
    EXPECT_EQ(graph.reprodata(), "{}");
}

TEST(GraphReader, keeps_reprodata_with_a_mode_also_when_an_empty_object_follows)
{
    auto const [graph, diagnostics] = read("[" + data("x") + R"(,{"rmode": "1"}, {}])");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_EQ(graph.reprodata(), R"({"rmode": "1"})");
}

TEST(GraphReader, reads_a_list_wrapped_with_the_name_of_the_graph)
{
    auto const [graph, diagnostics] = read(R"(["hello.pgt", [)" + data("x") + ",{}]]");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_EQ(graph.graph_name(), "hello.pgt");
    EXPECT_EQ(graph.size(), 1U);
}

TEST(GraphReader, shares_a_template_among_drops_that_differ_in_identity_and_relations_only)
{
    auto const drop = [](int i) {
        return data(fmt::format("1_k_0-{}", i),
                    fmt::format(R"(,"uid":"u{0}","iid":"0-{0}","rank":[0,{0}],"loop_ctx":"{0}",)"
                                R"("humanReadableKey":"1_{0}","node":"n{0}","island":"i",)"
                                R"("reprodata":{{"a":{0}}},"weight":7)",
                                i));
    };
    auto const [graph, diagnostics] = read("[" + drop(0) + "," + drop(1) + "]");
    EXPECT_EQ(diagnostics.render(), "");
    ASSERT_EQ(graph.templates().size(), 1U);
    EXPECT_EQ(
        graph.body(TemplateId{0}),
        R"({"categoryType":"Data","dropclass":"dlg.data.drops.memory.InMemoryDROP","weight":7})");
    EXPECT_EQ(graph.iid(DropId{1}), "0-1");
    EXPECT_EQ(graph.places()[graph.node(DropId{1})], "n1");
}

TEST(GraphReader, leaves_comments_out_together_with_relations_to_them)
{
    auto const [graph, diagnostics] =
        read(R"([{"oid":"c","categoryType":"Other","consumers":["x"]},)" +
             data("x", R"(,"consumers":["c"])") + "]");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_EQ(graph.size(), 1U);
    EXPECT_EQ(graph.edge_count(), 0U);
}

TEST(GraphReader, names_both_places_of_an_oid_that_is_used_twice)
{
    auto const result = read("[" + data("x_1") + "," + data("y_1") + "," + data("x_1") + "]");
    EXPECT_EQ(problem(result.diagnostics),
              "g.json: /2/oid (drop 'x_1') | the oid 'x_1' is taken by the drop at /0 | every drop "
              "needs an oid of its own");
}

TEST(GraphReader, points_into_the_inner_list_of_a_wrapped_graph)
{
    auto const result = read(R"(["n",[)" + data("x") + "," + data("x") + "]]");
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("g.json: /1/1/oid (drop 'x')"));
}

TEST(GraphReader, refuses_a_drop_without_oid_unless_it_is_reprodata_at_the_end)
{
    auto const no_oid = read(R"([{"categoryType":"Data"}])");
    EXPECT_EQ(problem(no_oid.diagnostics), "g.json: /0 | drop without oid | add its \"oid\"");
    EXPECT_TRUE(read(R"([{"inputs":["y"]}])").diagnostics.has_errors());
    auto const early = read("[{}," + data("x") + "]");
    EXPECT_THAT(problem(early.diagnostics), HasSubstr("g.json: /0 | drop without oid | only the"));
}

TEST(GraphReader, refuses_an_oid_that_is_not_a_text)
{
    auto const result = read(R"([{"oid":5,"categoryType":"Data"}])");
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("the oid is not a text"));
    EXPECT_EQ(result.diagnostics.count(Severity::error), 1U);
}

TEST(GraphReader, refuses_elements_that_are_no_drops)
{
    auto const result = read("[" + data("x") + R"(,3,"a"])");
    EXPECT_EQ(result.diagnostics.count(Severity::error), 2U);
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("g.json: /1 | not a drop"));
}

TEST(GraphReader, warns_of_a_graph_without_drops)
{
    auto const result = read("[]");
    EXPECT_FALSE(result.diagnostics.has_errors());
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("no drops"));
}

TEST(GraphReader, tells_where_the_text_stops_being_json)
{
    auto const result = read("[" + data("x") + ",\n{\"oid\":\"y\" \"z\"}]");
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("g.json:2:"));
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("not JSON"));
}

TEST(GraphReader, refuses_text_that_is_cut_short_wherever_it_is_cut)
{
    auto const whole = "[" + data("x_0", R"(,"consumers":[{"y_0":"p"}])") + "," + app("y_0") + "]";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_TRUE(read(whole.substr(0, size)).diagnostics.has_errors()) << size;
    }
}

TEST(GraphReader, tells_the_line_of_a_number_that_json_does_not_have)
{
    auto const result = read("[" + data("x", ",\n\"weight\":NaN") + "," +
                             data("y", ",\n\"weight\":NaN,\"a\":1") + "]");
    EXPECT_EQ(problem(result.diagnostics),
              "g.json:2:10 | not JSON: 'NaN' is no value of JSON | JSON has no such number; leave "
              "the key out, or write a text in '\"'");
    EXPECT_EQ(result.diagnostics.count(Severity::error), 1U);
}

TEST(GraphReader, tells_which_drop_has_a_number_beyond_64_bits)
{
    auto const result = read("[" + data("x", ",\"n\":123456789012345678901234567890") + "]");
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("g.json: /0 (drop 'x')"));
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("write larger ones as texts"));
}

TEST(GraphReader, warns_of_a_second_oid_and_takes_it)
{
    auto const result = read(R"([{"oid":"a",)" + data("b").substr(1) + "]");
    EXPECT_THAT(problem(result.diagnostics),
                HasSubstr("the key 'oid' stands there twice; the last one counts"));
    EXPECT_EQ(result.graph.oid(DropId{0}), "b");
}

TEST(GraphReader, refuses_text_after_the_end)
{
    auto const result = read("[" + data("x") + "] []");
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("more text after the end"));
}

TEST(GraphReader, refuses_deep_nesting_without_a_crash)
{
    std::string const deep(200000, '[');
    EXPECT_TRUE(read(deep).diagnostics.has_errors());
    auto const closed = deep + std::string(200000, ']');
    EXPECT_TRUE(read("[" + data("x", R"(,"a":)" + closed) + "]").diagnostics.has_errors());
    EXPECT_TRUE(read("[" + data("x", R"(,"inputs":)" + closed) + "]").diagnostics.has_errors());
}

TEST(GraphReader, names_the_byte_that_is_not_utf8)
{
    auto const result = read("[\n" + data("x\xff") + "]");
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("g.json:2:10"));
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("not UTF-8"));
}

TEST(GraphReader, reads_oids_that_are_written_with_escapes)
{
    auto const [graph, diagnostics] = read(
        "[" + data(R"(a\u0062_0)", R"(,"consumers":[{"y\u005f0":"p"}])") + "," + app("y_0") + "]");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_THAT(after(graph, "ab_0"), ElementsAre("y_0"));
}

TEST(GraphReader, asks_for_files_only_of_drops_without_producers)
{
    auto const file = [](std::string_view oid, std::string_view check) {
        return fmt::format(
            R"({{"oid":"{}","categoryType":"Data","dropclass":"dlg.data.drops.file.FileDROP",)"
            R"("filepath":"/no/such/file","check_filepath_exists":{}}})",
            oid,
            check);
    };
    auto const [graph, diagnostics] =
        read("[" + file("in", "\"1\"") + "," + file("out", "\"1\"") + "," + file("free", "\"0\"") +
             "," + app("a", R"(,"outputs":["out"])") + "]");
    EXPECT_EQ(diagnostics.count(Severity::error), 1U);
    EXPECT_THAT(problem(diagnostics),
                HasSubstr("g.json: /0/filepath (drop 'in') | the file '/no/such/file' does not"));
}

TEST(GraphReader, reports_all_problems_of_a_graph_at_once)
{
    auto const result =
        read("[" + app("x", R"(,"n_tries":0)") + "," + app("y", R"(,"input_error_threshold":101)") +
             "," + R"({"oid":"z","categoryType":"Application"}])");
    EXPECT_EQ(result.diagnostics.count(Severity::error), 2U);
    EXPECT_EQ(result.diagnostics.count(Severity::warning), 1U) << "no class: it can be looked at";
}

}  // namespace
}  // namespace atl::graph
