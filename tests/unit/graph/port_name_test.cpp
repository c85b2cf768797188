#include "graph/logical/port_name.hpp"

namespace atl::graph::logical {
namespace {

Json const node = Json::parse(R"({"fields":[{"id":"1","name":"a","usage":"InputPort"},
    {"id":"2","name":"b","usage":"OutputPort"},{"id":"3","name":"c","usage":"InputOutput"}]})");

TEST(PortName, is_the_name_of_the_field_that_a_link_names)
{
    EXPECT_EQ(port_name(node, "1", PortSide::input), "a");
    EXPECT_EQ(port_name(node, "2", PortSide::output), "b");
}

TEST(PortName, of_a_link_that_names_none_is_the_last_of_that_side)
{
    EXPECT_EQ(port_name(node, nullptr, PortSide::output), "c");
    EXPECT_EQ(port_name(node, nullptr, PortSide::input), "c");
}

TEST(PortName, is_empty_for_an_unknown_port)
{
    EXPECT_EQ(port_name(node, "9", PortSide::input), "");
    EXPECT_EQ(port_name(node, "", PortSide::input), "");
}

}  // namespace
}  // namespace atl::graph::logical
