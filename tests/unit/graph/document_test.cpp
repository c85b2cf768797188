#include "graph/logical/document.hpp"

namespace atl::graph::logical {
namespace {

TEST(Document, refuses_json_that_is_nested_too_deeply)
{
    Diagnostics diagnostics;
    std::string const text = "{\"a\":" + std::string(300, '[') + std::string(300, ']') + "}";
    EXPECT_FALSE(parse_document(text, "g", diagnostics));
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("more than 200 levels deep"));
}

TEST(Document, warns_of_a_key_that_stands_twice_with_its_place)
{
    Diagnostics diagnostics;
    auto const json =
        parse_document(R"({"nodeDataArray": [{"id": "a"}, {"id": "b", "name": "x", "id": "c"}]})",
                       "g",
                       diagnostics);
    ASSERT_TRUE(json);
    EXPECT_EQ((*json)["nodeDataArray"][1]["id"], "c");
    EXPECT_EQ(diagnostics.problems().size(), 1U);
    EXPECT_THAT(diagnostics.render(),
                ::testing::HasSubstr("warning: g: /nodeDataArray/1/id: the key 'id' stands there "
                                     "twice; the last one counts"));
}

TEST(Document, names_nodes_of_every_generation_as_they_are_in_the_file)
{
    Diagnostics diagnostics;
    Document const document{Json::object(), "g", &diagnostics};
    EXPECT_EQ(document.place(Json::parse(R"({"id":"ab#Scatter","name":"S"})")),
              "g: node 'S' (id 'ab')");
    EXPECT_EQ(document.place(Json::parse(R"({"key":-3,"text":"old"})")), "g: node 'old' (id '-3')");
}

TEST(Document, reads_every_way_of_writing_yes)
{
    for (auto const* text : {"true", "1", "1.0", "\"1\"", "\"True\""}) {
        EXPECT_TRUE(is_true(Json::parse(text))) << text;
    }
    for (auto const* text : {"false", "0", "null", "\"0\"", "\"\"", "2", "[]"}) {
        EXPECT_FALSE(is_true(Json::parse(text))) << text;
    }
}

TEST(Document, text_of_a_scalar_is_what_a_person_would_write)
{
    auto const json = Json::parse(R"({"a":"x","b":-3,"c":true,"d":[1]})");
    EXPECT_EQ(text_of(json, "a"), "x");
    EXPECT_EQ(text_of(json, "b"), "-3");
    EXPECT_EQ(text_of(json, "c"), "true");
    EXPECT_EQ(text_of(json, "d"), "");
    EXPECT_EQ(text_of(json, "missing"), "");
}

}  // namespace
}  // namespace atl::graph::logical
