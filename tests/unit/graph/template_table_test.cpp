#include "atoll/graph/template_table.hpp"

#include <gmock/gmock.h>

namespace atl::graph {
namespace {

DropTemplate app_of_weight(float weight, std::uint16_t num_cpus)
{
    DropTemplate properties;
    properties.kind = DropKind::app;
    properties.weight = weight;
    properties.num_cpus = num_cpus;
    return properties;
}

TEST(TemplateTableTest, gives_back_the_properties_of_each_template)
{
    TemplateTable table;
    EXPECT_EQ(table.add(app_of_weight(2.5, 3), "{}", ""), 0U);
    EXPECT_EQ(table.add(app_of_weight(7, 3), "{}", ""), 1U);
    EXPECT_EQ(table.add(app_of_weight(2.5, 4), "{}", ""), 2U);
    table.finish();
    EXPECT_EQ(table.size(), 3U);
    EXPECT_EQ(table[0].weight, 2.5F);
    EXPECT_EQ(table[1].weight, 7.0F);
    EXPECT_EQ(table[1].num_cpus, 3);
    EXPECT_EQ(table[2].num_cpus, 4);
    EXPECT_EQ(table[2].kind, DropKind::app);
}

TEST(TemplateTableTest, keeps_bodies_and_names_over_many_blocks)
{
    TemplateTable table;
    for (int i = 0; i < 1000; ++i) {
        auto const name = "n" + std::to_string(i);
        table.add(app_of_weight(1, 1), R"({"name":")" + name + R"("})", name);
    }
    table.finish();
    for (std::size_t i = 0; i < 1000; ++i) {
        ASSERT_EQ(table.name(i), "n" + std::to_string(i));
        ASSERT_EQ(table.body(i), R"({"name":"n)" + std::to_string(i) + R"("})");
    }
}

TEST(TemplateTableTest, keeps_a_name_that_the_body_spells_in_another_way)
{
    TemplateTable table;
    table.add(app_of_weight(1, 1), R"({"name":"a\u0041"})", "aA");
    table.add(app_of_weight(1, 1), "{}", "next");
    EXPECT_EQ(table.name(0), "aA");
    EXPECT_EQ(table.body(0), R"({"name":"a\u0041"})");
    EXPECT_EQ(table.name(1), "next");
    EXPECT_EQ(table.body(1), "{}");
}

TEST(TemplateTableTest, keeps_names_of_any_length_wherever_they_stand)
{
    std::string const name(5000, 'n');
    std::string far(2 << 20, ' ');
    far += "far";
    TemplateTable table;
    table.add(app_of_weight(1, 1), "{" + name + "}", name);
    table.add(app_of_weight(1, 1), far, "far");
    EXPECT_EQ(table.name(0), name);
    EXPECT_EQ(table.body(0), "{" + name + "}");
    EXPECT_EQ(table.name(1), "far");
    EXPECT_EQ(table.body(1), far);
}

}  // namespace
}  // namespace atl::graph
