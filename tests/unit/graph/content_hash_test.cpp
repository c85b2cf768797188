#include "graph/content_hash.hpp"

#include <set>
#include <string>

namespace atl::graph {
namespace {

std::uint64_t hash(std::string const& json)
{
    simdjson::dom::parser parser;
    return content_hash(parser.parse(json).value());
}

TEST(ContentHash, tells_values_apart)
{
    std::set<std::uint64_t> hashes;
    std::vector<std::string> const values{"1",
                                          "1.5",
                                          "\"1\"",
                                          "true",
                                          "false",
                                          "null",
                                          "[]",
                                          "{}",
                                          "[1]",
                                          "[[1]]",
                                          "[1,2]",
                                          "[2,1]",
                                          R"({"a":1})",
                                          R"({"a":2})",
                                          R"({"b":1})",
                                          "18446744073709551615",
                                          "\"\""};
    for (auto const& value : values) {
        EXPECT_TRUE(hashes.insert(hash("[" + value + "]")).second) << value;
    }
}

TEST(ContentHash, does_not_depend_on_layout_or_key_order)
{
    EXPECT_EQ(hash(R"({"a":1,"b":{"c":[1, 2]}})"), hash(R"({ "b" : {"c":[1,2]}, "\u0061":1 })"));
}

}  // namespace
}  // namespace atl::graph
