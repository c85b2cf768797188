#include "atoll/graph/drop_spec.hpp"

#include "atoll/core/error.hpp"

namespace atl::graph {
namespace {

TEST(DropSpec, lets_arguments_win_over_keys_of_the_same_name)
{
    auto const spec = DropSpec::parse(
        R"({"k":"key","other":1,"applicationArgs":{"k":{"value":"argument","usage":"NoPort"}}})");
    EXPECT_EQ(spec.get("k").text(), "argument");
    EXPECT_EQ(spec.get("other").as_integer(), 1);
    EXPECT_FALSE(spec.has("none"));
    EXPECT_TRUE(spec.get("none").empty());
}

TEST(DropSpec, only_blank_arguments_leave_the_key_its_value)
{
    auto const spec = DropSpec::parse(
        R"({"a":true,"b":1,"c":1,"applicationArgs":{"a":{"value":false,"usage":"InputPort"},)"
        R"("b":{"value":""},"c":{"value":null},"d":{"value":""}}})");
    EXPECT_EQ(spec.get("a").as_boolean(), false);
    EXPECT_EQ(spec.get("b").text(), "1");
    EXPECT_EQ(spec.get("c").text(), "1");
    EXPECT_TRUE(spec.has("d"));
}

TEST(DropSpec, keeps_arguments_in_the_order_of_the_graph_and_adds_ports_of_the_component)
{
    auto const spec = DropSpec::parse(
        R"({"applicationArgs":{"z":{"value":1},"a":{"value":2,"usage":"InputPort"}},)"
        R"("componentParams":{"p":{"value":"","usage":"OutputPort","encoding":"path"},)"
        R"("n":{"value":3,"usage":"NoPort"}}})");
    ASSERT_EQ(spec.arguments().size(), 3U);
    EXPECT_EQ(spec.arguments()[0].name, "z");
    EXPECT_EQ(spec.arguments()[1].usage, Argument::Usage::input);
    EXPECT_EQ(spec.argument("p")->encoding, "path");
    EXPECT_EQ(spec.argument("n"), nullptr);
}

TEST(DropSpec, fills_in_what_hand_made_arguments_leave_out)
{
    auto const spec = DropSpec::parse(R"({"applicationArgs":{"x":{"positional":"1"},"y":5}})");
    EXPECT_EQ(spec.argument("x")->type, "String");
    EXPECT_EQ(spec.argument("x")->encoding, "dill");
    EXPECT_TRUE(spec.argument("x")->positional);
    EXPECT_FALSE(spec.argument("x")->precious);
    EXPECT_EQ(spec.argument("y")->value.text(), "5");
}

TEST(DropSpec, finds_fields)
{
    auto const spec =
        DropSpec::parse(R"({"fields":[{"name":"pydata","value":"[1]","type":"Json"}]})");
    EXPECT_EQ(spec.field("pydata")->type, "Json");
    EXPECT_EQ(spec.field("other"), nullptr);
}

TEST(DropSpec, reads_older_spellings)
{
    auto const spec = DropSpec::parse(
        R"({"nm":"old","app":"dfms.apps.bash_shell_app.BashShellApp","sleepTime":2,)"
        R"("Arg01":"echo","Arg02":"","Arg03":"hi","command":"","precious":true})");
    EXPECT_EQ(spec.name(), "old");
    EXPECT_EQ(spec.dropclass(), "dlg.apps.bash_shell_app.BashShellApp");
    EXPECT_EQ(spec.get("sleep_time").as_integer(), 2);
    EXPECT_EQ(spec.get("command").text(), "echo hi");
    EXPECT_EQ(spec.get("persist").as_boolean(), true);
}

TEST(DropSpec, keeps_lists_and_objects_as_json)
{
    auto const spec = DropSpec::parse(R"({"pydata":{"value":"3"},"size":[1, 2],"f":1.5,"n":null})");
    EXPECT_EQ(spec.get("pydata").text(), R"({"value":"3"})");
    EXPECT_EQ(spec.get("size").kind(), Value::Kind::json);
    EXPECT_EQ(spec.get("f").as_number(), 1.5);
    EXPECT_EQ(spec.get("n").kind(), Value::Kind::null);
}

TEST(DropSpec, refuses_what_is_not_an_object)
{
    EXPECT_THROW(static_cast<void>(DropSpec::parse("[1]")), Error);
    EXPECT_THROW(static_cast<void>(DropSpec::parse("{")), Error);
}

}  // namespace
}  // namespace atl::graph
