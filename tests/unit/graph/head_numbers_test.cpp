#include "atoll/graph/head_numbers.hpp"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace atl::graph {
namespace {

/// Adds (template, head) of drops one after the other and expects to read them all back.
void expect_kept(std::vector<std::pair<std::uint32_t, std::uint32_t>> const& drops)
{
    HeadNumbers heads;
    std::vector<TemplateId> template_of;
    for (auto const& [number, head] : drops) {
        template_of.emplace_back(number);
        heads.add(template_of, head);
    }
    heads.shrink_to_fit();
    for (std::uint32_t i = 0; i < drops.size(); ++i) {
        EXPECT_EQ(heads.get(DropId{i}, template_of[i]), drops[i].second) << i;
    }
}

TEST(HeadNumbers, are_those_of_the_templates)
{
    expect_kept({{0, 7}, {1, 8}, {0, 7}, {5, 9}, {1, 8}});
}

TEST(HeadNumbers, may_differ_within_a_template)
{
    expect_kept({{0, 7}, {1, 8}, {0, 9}, {1, 8}, {0, 7}, {2, 1}});
}

}  // namespace
}  // namespace atl::graph
