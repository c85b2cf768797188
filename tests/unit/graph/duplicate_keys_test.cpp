#include "graph/duplicate_keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::graph {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> duplicates(std::string const& json)
{
    simdjson::dom::parser parser;
    return duplicate_keys(parser.parse(json));
}

TEST(DuplicateKeys, finds_none_where_objects_of_their_own_have_the_same_keys)
{
    EXPECT_THAT(duplicates(R"({"a":{"x":1},"b":{"x":2},"c":[{"x":1},{"x":1}]})"), IsEmpty());
}

TEST(DuplicateKeys, names_each_once_by_its_pointer)
{
    EXPECT_THAT(duplicates(R"({"a":1,"b":[{"x":1,"x":2}],"a":2,"a":{"y":1,"y":1}})"),
                UnorderedElementsAre("a", "b/0/x", "a/y"));
}

}  // namespace
}  // namespace atl::graph
