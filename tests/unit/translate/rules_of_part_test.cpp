#include "translate/scale/rules_of_part.hpp"

#include <gmock/gmock.h>

#include "atoll/translate/partition.hpp"

#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

TEST(RulesOfPart, answer_by_local_indexes)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("S", graph::Construct::scatter, 3);
    auto const source = sample.app("a", scatter);
    sample.link(source, sample.data("d", scatter));
    auto const graph = std::make_shared<TemplateGraph const>(testing::templates(sample));
    auto const ownership =
        std::make_shared<Ownership const>(cut_outermost(*graph, worker_ranks(1)));
    RulesOfPart const rules{graph, ownership, PartIndex{*graph, *ownership, RankId{0}}};
    std::vector<std::uint32_t> outputs;
    rules.visit_outputs(1, [&](std::uint32_t drop, std::uint16_t) { outputs.push_back(drop); });
    EXPECT_THAT(outputs, ::testing::ElementsAre(4));
    EXPECT_EQ(rules.input_count(4), 1U);
    EXPECT_EQ(rules.input_count(1), 0U);
    EXPECT_EQ(rules.oid(4), "P_d_0-1");
    EXPECT_EQ(rules.iid(4), "0-1");
    EXPECT_EQ(rules.drop(4), DropId{4});
}

}  // namespace
}  // namespace atl::translate
