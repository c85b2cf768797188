#include "graph/logical/drop_body.hpp"

#include "graph/logical/attributes.hpp"

namespace atl::graph::logical {
namespace {

Json body_of(std::string const& text, LogicalGraphOptions const& options = {})
{
    auto node = Json::parse(text);
    collect_attributes(node);
    return Json::parse("{" + make_drop_body(node, options).json + "}");
}

std::string const sleep = R"({"id":"a","name":"nap","category":"DALiuGEApp",
  "categoryType":"Application","fields":[
   {"name":"dropclass","value":"dlg.apps.simple.SleepApp","parameterType":"ComponentParameter"},
   {"name":"execution_time","value":"6","parameterType":"ConstraintParameter"},
   {"name":"sleep_time","value":3,"parameterType":"ApplicationArgument"},
   {"name":"inputs","value":"x"}]})";

TEST(DropBody, flattens_fields_and_sorts_them_by_parameter_type)
{
    auto const drop = body_of(sleep);
    EXPECT_EQ(drop["sleep_time"], 3);
    EXPECT_EQ(drop["weight"], 6);
    EXPECT_EQ(drop["lg_key"], "a");
    EXPECT_TRUE(drop["applicationArgs"].contains("sleep_time"));
    EXPECT_TRUE(drop["constraintParams"].contains("execution_time"));
    EXPECT_EQ(drop["fields"].size(), 4U);
}

TEST(DropBody, a_field_cannot_pretend_to_be_a_relation)
{
    EXPECT_FALSE(body_of(sleep).contains("inputs"));
}

TEST(DropBody, a_zero_run_lets_apps_sleep_for_no_time)
{
    LogicalGraphOptions options;
    options.zero_run = true;
    EXPECT_EQ(body_of(sleep, options)["sleep_time"], 0);
}

TEST(DropBody, apps_can_be_replaced_by_one_class)
{
    LogicalGraphOptions options;
    options.replace_apps = "dlg.apps.simple.SleepAndCopyApp";
    auto const drop = body_of(sleep, options);
    EXPECT_EQ(drop["dropclass"], options.replace_apps);
    EXPECT_EQ(drop["sleep_time"], "6");
}

TEST(DropBody, a_data_drop_without_a_class_gets_that_of_its_category)
{
    auto const drop = body_of(R"({"id":"d","category":"File","categoryType":"Data","fields":[]})");
    EXPECT_EQ(drop["dropclass"], "dlg.data.drops.file.FileDROP");
    EXPECT_EQ(drop["weight"], 1);
}

}  // namespace
}  // namespace atl::graph::logical
