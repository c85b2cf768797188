#include "graph/check_arguments.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::HasSubstr;

/// What is wrong with a drop whose applicationArgs are \p json; "" when nothing is.
std::string wrong_with(std::string const& json)
{
    simdjson::dom::parser parser;
    auto const text = "{\"applicationArgs\":" + json + "}";
    simdjson::dom::object object = parser.parse(text);
    Diagnostics diagnostics;
    Place const place{"g.json", "/3", "x"};
    check_arguments(object, {object, place, diagnostics});
    return diagnostics.problems().empty() ? "" : problem(diagnostics);
}

TEST(CheckArguments, accepts_every_form_that_graphs_have)
{
    for (auto const* const json :
         {"{}",
          "[]",
          "null",
          R"({"x":5,"y":{"value":1},"z":{"encoding":"npy"}})",
          R"([{"name":"x","encoding":""},{"name":"y","encoding":null}])"}) {
        EXPECT_EQ(wrong_with(json), "") << json;
    }
}

TEST(CheckArguments, refuses_other_forms_and_says_what_is_right)
{
    EXPECT_THAT(wrong_with("\"nope\""),
                HasSubstr("/3/applicationArgs (drop 'x') | applicationArgs is neither an object "
                          "nor a list"));
    EXPECT_THAT(wrong_with(R"([{"name":"x"},2])"),
                HasSubstr("/3/applicationArgs/1 (drop 'x') | not the description of an argument"));
    EXPECT_THAT(wrong_with(R"([{"value":"x"}])"), HasSubstr("an object with a \"name\""));
}

TEST(CheckArguments, names_the_nearest_encoding_of_an_unknown_one)
{
    EXPECT_THAT(wrong_with(R"({"f":{"encoding":"utf-9"}})"),
                HasSubstr("/3/applicationArgs/f/encoding (drop 'x') | unknown encoding 'utf-9' | "
                          "did you mean 'utf-8'?; it must be one of binary, dataurl, dill"));
    EXPECT_THAT(wrong_with(R"([{"name":"f","encoding":7}])"), HasSubstr("is not a text"));
}

}  // namespace
}  // namespace atl::graph
