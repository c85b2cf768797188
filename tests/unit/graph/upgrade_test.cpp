#include "graph/logical/upgrade.hpp"

namespace atl::graph::logical {
namespace {

Json upgraded(std::string const& json)
{
    Diagnostics diagnostics;
    Document document{Json::parse(json), "g", &diagnostics};
    upgrade(document);
    EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.render();
    return document.json;
}

TEST(Upgrade, integer_keys_and_groups_become_ids)
{
    auto const json = upgraded(R"({"nodeDataArray":[
      {"key":-1,"category":"Scatter","text":"S","isGroup":true,"fields":[]},
      {"key":-2,"category":"File","text":"f","group":-1,"isGroup":false}],
      "linkDataArray":[{"from":-1,"to":-2,"loop_aware":1}]})");
    auto const& file = json["nodeDataArray"][1];
    EXPECT_EQ(file["id"], "-2");
    EXPECT_EQ(file["parentId"], "-1");
    EXPECT_EQ(file["name"], "f");
    EXPECT_EQ(file["categoryType"], "Data");
    EXPECT_EQ(json["linkDataArray"][0]["from"], "-1");
    EXPECT_EQ(json["linkDataArray"][0]["loop_aware"], "1");
}

TEST(Upgrade, ports_and_arguments_of_old_nodes_become_fields)
{
    auto const json = upgraded(R"({"nodeDataArray":[
      {"key":1,"category":"PythonApp","inputPorts":[{"Id":"p","IdText":"in"}],
       "applicationArgs":[{"name":"a","default":4}]}]})");
    auto const& fields = json["nodeDataArray"][0]["fields"];
    ASSERT_EQ(fields.size(), 2U);
    EXPECT_EQ(fields[0]["parameterType"], "ApplicationArgument");
    EXPECT_EQ(fields[0]["value"], 4);
    EXPECT_EQ(fields[1]["name"], "in");
    EXPECT_EQ(fields[1]["usage"], "InputPort");
}

TEST(Upgrade, fields_of_modern_nodes_are_left_as_they_are)
{
    auto const json =
        upgraded(R"({"nodeDataArray":[{"id":"a","category":"Memory","fields":[{"name":"x"}]}]})");
    EXPECT_EQ(json["nodeDataArray"][0]["fields"][0].size(), 1U);
}

TEST(Upgrade, lists_that_are_none_are_errors_with_their_node)
{
    Diagnostics diagnostics;
    Document document{Json::parse(R"({"nodeDataArray":[{"id":"a","name":"n","category":"Memory",
                                     "fields":7},{"id":"b","category":"Memory","fields":[1]}],
                                     "linkDataArray":5})"),
                      "g",
                      &diagnostics};
    upgrade(document);
    EXPECT_EQ(diagnostics.count(Severity::error), 3U);
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("/linkDataArray: the links are not"));
    EXPECT_THAT(diagnostics.render(),
                ::testing::HasSubstr("node 'n' (id 'a'): its 'fields' is not a list of objects"));
}

TEST(Upgrade, a_link_without_an_end_is_an_error_with_its_place)
{
    Diagnostics diagnostics;
    Document document{
        Json::parse(R"({"nodeDataArray":[],"linkDataArray":[{"from":"a"}]})"), "g", &diagnostics};
    upgrade(document);
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("g: /linkDataArray/0"));
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("the link has no 'to'"));
}

TEST(Upgrade, an_unknown_category_without_a_type_is_an_error_with_the_nearest)
{
    Diagnostics diagnostics;
    Document document{
        Json::parse(R"({"nodeDataArray":[{"id":"a","name":"n","category":"Memroy"}]})"),
        "g",
        &diagnostics};
    upgrade(document);
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("node 'n' (id 'a')"));
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("unknown category 'Memroy'"));
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("did you mean 'Memory'?"));
}

}  // namespace
}  // namespace atl::graph::logical
