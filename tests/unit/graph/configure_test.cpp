#include "graph/logical/configure.hpp"

namespace atl::graph::logical {
namespace {

LogicalGraphOptions fills(std::vector<std::pair<std::string, std::string>> values)
{
    LogicalGraphOptions options;
    options.fills = std::move(values);
    return options;
}

TEST(Configure, fills_replace_plain_and_braced_parameters)
{
    EXPECT_EQ(fill_parameters("a ~x b ~{x}c ~y ~", fills({{"x", "1"}})), "a 1 b 1c ~y ~");
}

TEST(Configure, a_fill_that_nothing_asks_for_is_an_error)
{
    Diagnostics diagnostics;
    check_fills("~copies ~{size}", fills({{"copies", "2"}, {"size", "3"}}), diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    check_fills("~copies ~{size}", fills({{"copie", "2"}}), diagnostics);
    EXPECT_THAT(diagnostics.render(), testing::HasSubstr("copies"));
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Configure, fills_cannot_break_out_of_json_text)
{
    EXPECT_EQ(fill_parameters(R"({"k":"~x"})", fills({{"x", "a\"b\\"}})), R"({"k":"a\"b\\"})");
}

TEST(Configure, a_configuration_that_was_asked_for_must_exist)
{
    Diagnostics diagnostics;
    Document document{Json::parse(R"({"nodeDataArray":[]})"), "g", &diagnostics};
    LogicalGraphOptions options;
    options.configuration = "quick";
    configure(document, options);
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("no configuration 'quick'"));
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

}  // namespace
}  // namespace atl::graph::logical
