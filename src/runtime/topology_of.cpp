#include "runtime/topology_of.hpp"

#include <algorithm>
#include <limits>

namespace atl::runtime {
namespace {

using engine::TemplateRules;

/// CPU time that the graph expects of an app; more than 71 minutes count as 71 minutes.
std::uint32_t cost_us(graph::DropTemplate const& drop)
{
    constexpr double most = std::numeric_limits<std::uint32_t>::max();
    auto const seconds = static_cast<double>(drop.weight) * std::max<double>(1, drop.num_cpus);
    return static_cast<std::uint32_t>(std::clamp(seconds * 1e6, 0.0, most));
}

/// Priority level of a rank from 0 to 255.
std::uint8_t level(std::uint8_t rank)
{
    return static_cast<std::uint8_t>(rank * engine::priority_levels / 256U);
}

TemplateRules rules_of(graph::DropTemplate const& drop, RankShape shape)
{
    TemplateRules rules;
    rules.kind = drop.kind;
    rules.skip_rule = drop.block_skip ? engine::SkipRule::all_skip : engine::SkipRule::any_skips;
    rules.session_end = drop.component == graph::Component::end_data ? engine::SessionEnd::reached
                                                                     : engine::SessionEnd::no;
    rules.input_error_threshold = drop.input_error_threshold;
    rules.n_tries = drop.n_tries;
    rules.cost_us = cost_us(drop);
    // An app that states no CPUs takes a slot's share of them (dask: cores 1, job_cpu 8 runs one
    // app on 8 CPUs).
    auto const stated = std::max<std::uint32_t>(1, drop.num_cpus);
    auto const wanted = stated == 1 ? std::max<std::uint32_t>(1, shape.cpus / shape.slots) : stated;
    rules.num_cpus = static_cast<std::uint16_t>(std::min(wanted, shape.cpus));
    return rules;
}

}  // namespace

EngineTopology::EngineTopology(graph::Part const& part,
                               drops::DropRunner const& runner,
                               RankShape shape)
{
    for (std::uint32_t i = 0; i < part.templates.size(); ++i) {
        rules_.push_back(rules_of(part.templates[i], shape));
        if (!part.template_priority.empty()) {
            rules_.back().priority = level(part.template_priority[i]);
        }
        if (runner.trivial(i)) {
            rules_.back().host_calls = engine::HostCalls::none;
        }
        if (runner.may_run_elsewhere(i)) {
            rules_.back().lending = engine::Lending::allowed;
        }
    }
    expected_ = part.input_counts();
    for (std::uint32_t drop = 0; drop < part.owned; ++drop) {
        auto const effective = part.drop_template(drop).n_effective_inputs;
        if (effective >= 0) {
            expected_[drop] = std::min(expected_[drop], static_cast<std::uint32_t>(effective));
        }
    }
    priority_.resize(part.priority.size());
    std::ranges::transform(part.priority, priority_.begin(), level);
    view_.owned = part.owned;
    view_.ghosts = part.size() - part.owned;
    view_.successor_offsets = part.successor_offsets;
    view_.successors = part.successors;
    view_.remote_offsets = part.remote_offsets;
    view_.remotes = part.remotes;
    view_.template_of = std::span{part.template_of}.first(part.owned);
    view_.rules = rules_;
    view_.expected = expected_;
    view_.priority = priority_;
}

std::uint64_t EngineTopology::skip_mask(std::uint32_t app,
                                        std::vector<std::uint32_t> const& skipped) const
{
    auto const successors = view_.successors_of(engine::DropIndex{app});
    std::uint64_t mask = 0;
    for (std::size_t i = 0; !skipped.empty() && i < std::min<std::size_t>(64, successors.size());
         ++i) {
        if (std::ranges::find(skipped, successors[i]) != skipped.end()) {
            mask |= std::uint64_t{1} << i;
        }
    }
    return mask;
}

}  // namespace atl::runtime
