#include "atoll/graph/read_logical_graph.hpp"

namespace atl::graph {
namespace {

using ::testing::HasSubstr;

LogicalReadResult read_logical(std::string const& json, LogicalGraphOptions const& options = {})
{
    return read_logical_graph(json, "test.graph", options);
}

LogicalNode const& node(LogicalReadResult const& result, std::string const& name)
{
    for (auto const& each : result.graph.nodes) {
        if (each.name == name) {
            return each;
        }
    }
    ADD_FAILURE() << "no node '" << name << "'\n" << result.diagnostics.render();
    return result.graph.nodes.at(0);
}

std::string const modern = R"({"modelData":{"schemaVersion":"OJS"},
 "nodeDataArray":[
  {"id":"a","category":"DALiuGEApp","categoryType":"Application","name":"work","isGroup":false,
   "fields":[{"id":"f1","name":"dropclass","value":"dlg.apps.simple.SleepApp","type":"String",
              "parameterType":"ComponentParameter","usage":"NoPort"},
             {"id":"f2","name":"sleep_time","value":3,"type":"Integer",
              "parameterType":"ApplicationArgument","usage":"NoPort"},
             {"id":"f3","name":"execution_time","value":"7","parameterType":"ConstraintParameter"},
             {"id":"f4","name":"result","value":"","usage":"OutputPort"}]},
  {"id":"d","category":"Memory","categoryType":"Data","name":"store","isGroup":false,"parentId":"s",
   "fields":[{"id":"g1","name":"io","value":"","usage":"InputOutput"}]},
  {"id":"s","category":"Scatter","categoryType":"Construct","name":"many","isGroup":true,
   "fields":[{"id":"c1","name":"num_of_copies","value":"~copies"}],
   "inputApplicationType":"None"}],
 "linkDataArray":[{"from":"a","fromPort":"f4","to":"d","toPort":"g1","loop_aware":"0"}],
 "activeGraphConfigId":"cfg",
 "graphConfigurations":{"cfg":{"name":"fast","nodes":{"a":{"fields":{"f2":{"value":0}}}}}}})";

LogicalGraphOptions with_copies(std::string const& copies)
{
    LogicalGraphOptions options;
    options.fills = {{"copies", copies}};
    return options;
}

TEST(ReadLogicalGraph, reads_nodes_groups_ports_and_weights)
{
    auto const result = read_logical(modern, with_copies("5"));
    EXPECT_FALSE(result.diagnostics.has_errors()) << result.diagnostics.render();
    EXPECT_EQ(node(result, "many").count, 5U);
    EXPECT_EQ(node(result, "store").parent, 2U);
    EXPECT_EQ(node(result, "work").weight, 7);
    ASSERT_EQ(result.graph.links.size(), 1U);
    EXPECT_EQ(result.graph.links[0].from_port, "result");
    EXPECT_EQ(result.graph.links[0].to_port, "io");
}

TEST(ReadLogicalGraph, applies_the_active_configuration)
{
    auto const result = read_logical(modern, with_copies("1"));
    EXPECT_THAT(node(result, "work").body, HasSubstr(R"("sleep_time":0)"));
}

TEST(ReadLogicalGraph, a_setting_wins_over_the_configuration)
{
    auto options = with_copies("1");
    options.settings = {{"work.sleep_time", "9"}};
    EXPECT_THAT(node(read_logical(modern, options), "work").body, HasSubstr(R"("sleep_time":9)"));
}

TEST(ReadLogicalGraph, a_setting_for_an_unknown_node_names_the_nearest)
{
    auto options = with_copies("1");
    options.settings = {{"worc.sleep_time", "9"}};
    auto const text = read_logical(modern, options).diagnostics.render();
    EXPECT_THAT(text, HasSubstr("the graph has no node 'worc'"));
    EXPECT_THAT(text, HasSubstr("did you mean 'work'?"));
}

TEST(ReadLogicalGraph, copies_that_are_no_number_are_an_error_with_the_node)
{
    auto const text = read_logical(modern, with_copies("many")).diagnostics.render();
    EXPECT_THAT(text, HasSubstr("node 'many' (id 's')"));
    EXPECT_THAT(text, HasSubstr("'num_of_copies' is 'many'"));
}

TEST(ReadLogicalGraph, reads_graphs_whose_nodes_have_integer_keys)
{
    auto const result = read_logical(R"({"nodeDataArray":[
      {"key":-1,"category":"Scatter","text":"S","isGroup":true,"inputApplicationType":"PythonApp",
       "inputAppFields":[{"text":"Execution time","name":"execution_time","value":"4"}],
       "fields":[{"text":"Number of copies","name":"num_of_copies","value":"3"}],
       "inputLocalPorts":[{"Id":"p","IdText":"event"}]},
      {"key":-2,"category":"Memory","text":"m","isGroup":false,"group":-1,
       "fields":[],"inputPorts":[{"Id":"q","IdText":"event"}]}],
      "linkDataArray":[{"from":-1,"fromPort":"p","to":-2,"toPort":"q"}]})");
    EXPECT_FALSE(result.diagnostics.has_errors()) << result.diagnostics.render();
    ASSERT_EQ(result.graph.nodes.size(), 3U);
    EXPECT_EQ(result.graph.nodes[0].count, 3U);
    EXPECT_EQ(result.graph.nodes[1].parent, 0U);
    EXPECT_EQ(result.graph.nodes[2].id, "-1");
    EXPECT_EQ(result.graph.nodes[2].weight, 4);
    EXPECT_EQ(result.graph.links[0].from_port, "event");
}

TEST(ReadLogicalGraph, reads_schema_v4)
{
    auto const result = read_logical(R"({"modelData":{"schemaVersion":"V4"},
      "nodes":{"a":{"category":"DALiuGEApp","categoryType":"Application","name":"A","parentId":null,
                    "fields":{"o":{"name":"out","usage":"OutputPort","value":""}}},
               "m":{"category":"Memory","categoryType":"Data","name":"M",
                    "fields":{"i":{"name":"in","usage":"InputPort","value":""}}}},
      "edges":{"e":{"srcNodeId":"a","srcPortId":"o","destNodeId":"m","destPortId":"i",
                    "loopAware":true}}})");
    EXPECT_FALSE(result.diagnostics.has_errors()) << result.diagnostics.render();
    ASSERT_EQ(result.graph.links.size(), 1U);
    EXPECT_EQ(result.graph.links[0].from_port, "out");
    EXPECT_TRUE(result.graph.links[0].loop_aware);
}

TEST(ReadLogicalGraph, tells_all_problems_of_links_at_once)
{
    auto const text = read_logical(R"({"nodeDataArray":[{"id":"a","category":"Memory","fields":[]}],
      "linkDataArray":[{"from":"a","to":"x"},{"from":"y","to":"a"}]})")
                          .diagnostics.render();
    EXPECT_THAT(text, HasSubstr("/linkDataArray/0"));
    EXPECT_THAT(text, HasSubstr("'to' names node 'x', which does not exist"));
    EXPECT_THAT(text, HasSubstr("'from' names node 'y', which does not exist"));
}

TEST(ReadLogicalGraph, refuses_text_that_is_not_a_graph)
{
    EXPECT_THAT(read_logical("{\"nodeDataArray\":[").diagnostics.render(), HasSubstr("not JSON"));
    EXPECT_THAT(read_logical("[1]").diagnostics.render(), HasSubstr("must be a JSON object"));
    EXPECT_THAT(read_logical("{}").diagnostics.render(), HasSubstr("the graph has no nodes"));
    std::string const deep(100'000, '[');
    EXPECT_TRUE(read_logical("{\"nodeDataArray\":" + deep).diagnostics.has_errors());
}

TEST(ReadLogicalGraph, replaces_global_variables_and_forgets_their_node)
{
    auto const result = read_logical(R"({"nodeDataArray":[
      {"id":"g","category":"GlobalVariable","fields":[{"name":"n","value":"6","type":"Integer"}]},
      {"id":"s","category":"Scatter","isGroup":true,"name":"S",
       "fields":[{"name":"num_of_copies","value":"{n}"}]}],"linkDataArray":[]})");
    ASSERT_EQ(result.graph.nodes.size(), 1U);
    EXPECT_EQ(result.graph.nodes[0].count, 6U);
}

TEST(ReadLogicalGraph, a_group_inside_itself_is_an_error)
{
    auto const text = read_logical(R"({"nodeDataArray":[
      {"id":"s","category":"Scatter","isGroup":true,"name":"S","parentId":"t","fields":[]},
      {"id":"t","category":"Scatter","isGroup":true,"name":"T","parentId":"s","fields":[]}]})")
                          .diagnostics.render();
    EXPECT_THAT(text, HasSubstr("it is inside itself: it is in "));
}

TEST(ReadLogicalGraph, an_mkn_gathers_m_and_makes_k_copies)
{
    auto const result = read_logical(R"({"nodeDataArray":[
      {"id":"x","category":"MKN","isGroup":true,"name":"X","inputApplicationType":"Component",
       "outputApplicationType":"Component",
       "fields":[{"name":"m","value":2},{"name":"k","value":"5"},{"name":"n","value":1}]},
      {"id":"c","category":"Memory","name":"c","parentId":"x","fields":[]}],
      "linkDataArray":[{"from":"x","to":"c"},{"from":"c","to":"x"}]})");
    EXPECT_FALSE(result.diagnostics.has_errors()) << result.diagnostics.render();
    ASSERT_EQ(result.graph.nodes.size(), 5U);
    EXPECT_EQ(result.graph.nodes[0].construct, Construct::gather);
    EXPECT_EQ(result.graph.nodes[0].width, 2U);
    EXPECT_EQ(result.graph.nodes[2].count, 5U);
    EXPECT_EQ(result.graph.nodes[1].parent, 2U);
}

}  // namespace
}  // namespace atl::graph
