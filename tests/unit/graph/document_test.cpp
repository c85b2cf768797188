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
