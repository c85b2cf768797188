#include "graph/template_fields.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

/// Fields of a template with keys and arguments.
class TemplateFieldsTest : public ::testing::Test {
  protected:
    Diagnostics diagnostics_;
    Place place_{"g.json", "/0", "x"};
    simdjson::dom::parser parser_;
    std::string json_{R"({"a":1,"b":"two","n":null,"e":"","f":"0","big":1e300,"list":[1],
        "yes":true,
        "applicationArgs":{"yes":{"value":false},"a":{"value":5},"b":{"value":""},"bare":7,
                           "port":{"value":"","usage":"InputPort"}}})"};
    TemplateFields fields_{parser_.parse(json_).get_object().value(), place_, diagnostics_};
};

TEST_F(TemplateFieldsTest, look_into_arguments_first_unless_these_are_empty)
{
    EXPECT_EQ(fields_.get("a").text(), "5");
    EXPECT_EQ(fields_.get("b").text(), "two");
    EXPECT_EQ(fields_.get("bare").text(), "7");
    EXPECT_EQ(fields_.get("none").kind(), Value::Kind::null);
    EXPECT_EQ(fields_.get("list").text(), "[1]");
}

TEST_F(TemplateFieldsTest, give_the_first_text_there_is)
{
    EXPECT_EQ(fields_.text({"none", "n", "e", "a", "b"}), "two");
    EXPECT_EQ(fields_.text({"none"}), "");
}

TEST_F(TemplateFieldsTest, read_numbers_within_their_range)
{
    EXPECT_EQ(fields_.integer("a", {1, 5}, 3), 5);
    EXPECT_EQ(fields_.integer("none", {1, 5}, 3), 3);
    EXPECT_EQ(fields_.integer("e", {1, 5}, 3), 3);
    EXPECT_EQ(diagnostics_.render(), "");
    EXPECT_EQ(fields_.integer("a", {1, 4}, 3), 3);
    EXPECT_EQ(problem(diagnostics_),
              "g.json: /0/a (drop 'x') | a is '5' | it must be a whole number from 1 to 4");
}

TEST_F(TemplateFieldsTest, read_amounts_of_the_first_key_that_has_one)
{
    EXPECT_DOUBLE_EQ(fields_.amount({"none", "e", "a"}, 1), 5);
    EXPECT_DOUBLE_EQ(fields_.amount({"none"}, 1), 1);
    EXPECT_DOUBLE_EQ(fields_.amount({"b"}, 1), 1);
    EXPECT_TRUE(diagnostics_.has_errors());
}

TEST_F(TemplateFieldsTest, read_flags_and_ports)
{
    EXPECT_FALSE(fields_.flag("f"));
    EXPECT_FALSE(fields_.flag("yes")) << "an argument that says false";
    EXPECT_TRUE(fields_.is_input_port("port"));
    EXPECT_FALSE(fields_.is_input_port("a"));
}

}  // namespace
}  // namespace atl::graph
