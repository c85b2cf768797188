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
