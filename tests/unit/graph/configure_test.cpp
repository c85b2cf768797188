#include "graph/logical/configure.hpp"

namespace atl::graph::logical {
namespace {

TEST(Configure, a_configuration_that_was_asked_for_must_exist)
{
    Diagnostics diagnostics;
    Document document{Json::parse(R"({"nodeDataArray":[]})"), "g", &diagnostics};
    LogicalGraphOptions options;
    options.configuration = "quick";
    configure(document, options);
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("no configuration 'quick'"));
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("it has none"));
}

TEST(Configure, globals_keep_their_type)
{
    Diagnostics diagnostics;
    Document document{Json::parse(R"({"nodeDataArray":[
          {"category":"GlobalVariable","fields":[{"name":"n","value":4,"type":"Integer"}]},
          {"category":"Memory","fields":[{"name":"f","value":"{n}","type":"String"}]}]})"),
                      "g",
                      &diagnostics};
    apply_globals(document);
    ASSERT_EQ(document.nodes().size(), 1U);
    EXPECT_EQ(document.nodes()[0]["fields"][0]["value"], 4);
    EXPECT_EQ(document.nodes()[0]["fields"][0]["type"], "Integer");
}

/// A scatter with an input app, and a configuration that holds \p nodes.
[[nodiscard]] Json scatter_with_configuration(std::string const& nodes)
{
    return Json::parse(R"({"activeGraphConfigId": "c1", "graphConfigurations": {"c1": {
          "modelData": {"name": "quick"}, "nodes": )" +
                       nodes + R"(}}, "nodeDataArray": [
          {"id": "s", "name": "Split", "category": "Scatter",
           "inputApplicationId": "app", "inputApplicationName": "Cutter",
           "fields": [{"id": "f", "name": "num_of_copies", "value": 4, "type": "Integer"}],
           "inputAppFields": [{"id": "f", "name": "width", "value": 1, "type": "Integer"}]}]})");
}

TEST(Configure, a_configuration_changes_the_app_that_is_embedded_in_a_construct)
{
    Diagnostics diagnostics;
    Document document{scatter_with_configuration(R"({"app": {"fields": {"f": {"value": 7}}}})"),
                      "g",
                      &diagnostics};
    configure(document, {});
    EXPECT_EQ(document.nodes()[0]["inputAppFields"][0]["value"], 7);
    EXPECT_EQ(document.nodes()[0]["fields"][0]["value"], 4);
    EXPECT_EQ(diagnostics.render(), "");
}

TEST(Configure, what_a_configuration_changes_to_no_effect_is_warned_of_with_its_place)
{
    Diagnostics diagnostics;
    Document document{scatter_with_configuration(R"({"gone": {"fields": {"f": {"value": 7}}},
          "s": {"fields": {"g": {"value": 7}, "f": {"comment": ""}}}})"),
                      "g",
                      &diagnostics};
    configure(document, {});
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(diagnostics.problems().size(), 3U);
    auto const text = diagnostics.render();
    EXPECT_THAT(text,
                ::testing::HasSubstr("g: graph configuration 'quick': it changes node 'gone'"));
    EXPECT_THAT(text,
                ::testing::HasSubstr("node 'Split' (id 's'): the graph configuration changes "
                                     "field 'g'"));
    EXPECT_THAT(text, ::testing::HasSubstr("gives field 'num_of_copies' no value"));
}

TEST(Configure, a_setting_reaches_the_embedded_app_by_its_own_name)
{
    Diagnostics diagnostics;
    Document document{scatter_with_configuration("{}"), "g", &diagnostics};
    LogicalGraphOptions options;
    options.settings = {{"Cutter.width", "3"}};
    configure(document, options);
    EXPECT_EQ(document.nodes()[0]["inputAppFields"][0]["value"], 3);
    EXPECT_EQ(diagnostics.render(), "");
}

TEST(Configure, an_unknown_configuration_is_told_with_those_that_there_are)
{
    Diagnostics diagnostics;
    Document document{scatter_with_configuration("{}"), "g", &diagnostics};
    LogicalGraphOptions options;
    options.configuration = "quik";
    configure(document, options);
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("it has 'quick'"));
}

TEST(Configure, an_unknown_parameter_is_told_with_the_nearest)
{
    Diagnostics diagnostics;
    Document document{scatter_with_configuration("{}"), "g", &diagnostics};
    LogicalGraphOptions options;
    options.settings = {{"Split.num_of_copy", "3"}};
    configure(document, options);
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("did you mean 'num_of_copies'?"));
}

TEST(Configure, a_setting_for_a_parameter_of_the_construct_is_none_of_its_embedded_app)
{
    Diagnostics diagnostics;
    Document document{scatter_with_configuration("{}"), "g", &diagnostics};
    LogicalGraphOptions options;
    options.settings = {{"Cutter.num_of_copies", "3"}};
    configure(document, options);
    EXPECT_THAT(diagnostics.render(),
                ::testing::HasSubstr("node 'Cutter' has no parameter 'num_of_copies'"));
}

}  // namespace
}  // namespace atl::graph::logical
