#include "graph/json_source.hpp"

#include <string>

#include "atoll/core/error.hpp"

namespace atl::graph {
namespace {

/// A source over \p json with the bytes after it that simdjson reads.
class JsonSourceTest : public ::testing::Test {
  protected:
    JsonSource& open(std::string const& json)
    {
        text_ = json + std::string(simdjson::SIMDJSON_PADDING, '\0');
        source_.emplace(std::string_view{text_}.substr(0, json.size()), "g.json");
        return *source_;
    }
    std::string text_;
    std::optional<JsonSource> source_;
};

TEST_F(JsonSourceTest, gives_strings_without_copies_and_unescapes_where_it_must)
{
    auto& source = open(R"(["a b" , "x\ty", "", "\"" ])");
    std::vector<std::string> texts;
    for (JsonSource::Json value : source.start().get_array()) {
        texts.emplace_back(source.text_of(value));
    }
    EXPECT_THAT(texts, ::testing::ElementsAre("a b", "x\ty", "", "\""));
    EXPECT_FALSE(source.has_more());
}

TEST_F(JsonSourceTest, refuses_names_above_1_mib_without_copying_them)
{
    std::string const just(1 << 20, 'n');
    auto& source = open("[\"" + just.substr(1) + "\",\"" + just + "\"]");
    auto list = source.start().get_array();
    auto element = list.begin().value();
    EXPECT_EQ(source.text_of(*element), just.substr(1));
    ++element;
    EXPECT_THROW(static_cast<void>(source.text_of(*element)), Error);
}

TEST_F(JsonSourceTest, gives_keys_and_finds_them_again)
{
    auto& source = open(R"({"key":1,"k\u0065y2":2})");
    std::vector<std::uint32_t> places;
    for (simdjson::ondemand::field field : source.start().get_object()) {
        places.push_back(source.place_of(source.key_of(field)));
    }
    EXPECT_EQ(source.text_at(places[0]), "key");
    EXPECT_EQ(source.text_at(places[1]), "key2");
}

TEST_F(JsonSourceTest, knows_where_it_stands)
{
    auto& source = open("[\n1]");
    auto list = source.start().get_array().value();
    for (JsonSource::Json value : list) {
        EXPECT_EQ(source.here(), "g.json:2:1");
        static_cast<void>(value.get_int64().error());
    }
}

TEST_F(JsonSourceTest, reports_problems_with_or_without_a_place)
{
    auto& empty = open("");
    EXPECT_THROW(static_cast<void>(empty.start()), simdjson::simdjson_error);
    EXPECT_EQ(empty.problem(simdjson::EMPTY).where, "g.json:1:1");
    auto& source = open("[] []");
    auto list = source.start().get_array().value();
    static_cast<void>(list.count_elements().error());
    EXPECT_TRUE(source.has_more());
}

}  // namespace
}  // namespace atl::graph
