#include "atoll/translate/template_relation.hpp"

#include <vector>

#include <gmock/gmock.h>

namespace atl::translate {
namespace {

using Form = TemplateRelation::Form;
using Pattern = BlockRelation::Pattern;

/// Relations of every pattern in every form, over 2 outer indexes.
std::vector<TemplateRelation> samples()
{
    std::vector<TemplateRelation> result;
    for (auto const pattern : {Pattern::all,
                               Pattern::pairwise,
                               Pattern::chunks,
                               Pattern::next_iteration,
                               Pattern::last_iteration,
                               Pattern::first_iteration,
                               Pattern::same_iteration}) {
        for (auto const form : {Form::direct, Form::into_events, Form::from_events}) {
            TemplateRelation relation;
            relation.form = form;
            relation.pairs.pattern = pattern;
            relation.pairs.outer = 2;
            relation.pairs.size = 3;
            relation.pairs.sources = 6;
            relation.pairs.targets = pattern == Pattern::chunks ? 2 : 6;
            result.push_back(relation);
        }
    }
    return result;
}

std::uint64_t source_size(TemplateRelation const& relation)
{
    return relation.form == Form::from_events ? relation.pairs.edges() : 12;
}

std::uint64_t target_size(TemplateRelation const& relation)
{
    return relation.form == Form::into_events ? relation.pairs.edges()
                                              : relation.pairs.outer * relation.pairs.targets;
}

TEST(TemplateRelation, both_directions_say_the_same)
{
    for (auto const& relation : samples()) {
        std::vector<std::pair<std::uint64_t, std::uint64_t>> forward;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> backward;
        for (std::uint64_t s = 0; s < source_size(relation); ++s) {
            relation.for_each_target(s, [&](std::uint64_t t) { forward.emplace_back(s, t); });
        }
        for (std::uint64_t t = 0; t < target_size(relation); ++t) {
            std::uint64_t count = 0;
            relation.for_each_source(t, [&](std::uint64_t s) {
                backward.emplace_back(s, t);
                ++count;
            });
            EXPECT_EQ(relation.source_count(t), count);
        }
        EXPECT_THAT(backward, ::testing::UnorderedElementsAreArray(forward));
    }
}

TEST(TemplateRelation, ranges_hold_all_neighbours)
{
    for (auto const& relation : samples()) {
        for (std::uint64_t begin = 0; begin + 2 <= source_size(relation); ++begin) {
            auto const targets = relation.targets_of({begin, begin + 2});
            for (auto s = begin; s < begin + 2; ++s) {
                relation.for_each_target(s, [&](std::uint64_t t) {
                    EXPECT_TRUE(targets.holds({t, t + 1}))
                        << static_cast<int>(relation.pairs.pattern);
                });
            }
        }
        for (std::uint64_t begin = 0; begin + 2 <= target_size(relation); ++begin) {
            auto const sources = relation.sources_of({begin, begin + 2});
            for (auto t = begin; t < begin + 2; ++t) {
                relation.for_each_source(t, [&](std::uint64_t s) {
                    EXPECT_TRUE(sources.holds({s, s + 1}))
                        << static_cast<int>(relation.pairs.pattern);
                });
            }
        }
    }
}

}  // namespace
}  // namespace atl::translate
