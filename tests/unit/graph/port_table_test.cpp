#include "graph/port_table.hpp"

#include <string>

#include "atoll/core/error.hpp"

namespace atl::graph {
namespace {

TEST(PortTable, numbers_distinct_pairs)
{
    TextTable names;
    names.add("");
    names.add("in");
    names.add("out");
    PortTable pairs{names};
    EXPECT_EQ(pairs.add(1, 2, false), 0);
    EXPECT_EQ(pairs.add(2, 1, false), 1);
    EXPECT_EQ(pairs.add(1, 2, true), 2);
    EXPECT_EQ(pairs.add(1, 2, false), 0);
    auto const list = pairs.take();
    EXPECT_EQ(list[0].app_port, "in");
    EXPECT_EQ(list[0].data_port, "out");
    EXPECT_TRUE(list[2].streaming);
}

TEST(PortTable, refuses_more_pairs_than_have_numbers)
{
    TextTable names;
    for (int i = 0; i < 300; ++i) {
        names.add(std::to_string(i));
    }
    PortTable pairs{names};
    auto const add_all = [&] {
        for (std::uint16_t i = 0; i < 300; ++i) {
            for (std::uint16_t k = 0; k < 300; ++k) {
                pairs.add(i, k, false);
            }
        }
    };
    EXPECT_THROW(add_all(), Error);
}

}  // namespace
}  // namespace atl::graph
