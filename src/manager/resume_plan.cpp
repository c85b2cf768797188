#include "atoll/manager/resume_plan.hpp"

#include <algorithm>

#include "atoll/core/contracts.hpp"

namespace atl::manager {
namespace {

using graph::PhysicalGraph;
using journal::DropRecord;

constexpr bool has_content(DropState state)
{
    return state == DropState::completed || state == DropState::expired ||
           state == DropState::deleted;
}

/// Attempts that count: not the one that was under way.
std::uint8_t used_tries(DropRecord const& record)
{
    bool const under_way = record.state == DropState::running;
    return under_way && record.tries > 0 ? static_cast<std::uint8_t>(record.tries - 1)
                                         : std::uint8_t{0};
}

/// Lets "this drop runs" spread until no kept drop contradicts it.
class Planner {
  public:
    Planner(PhysicalGraph const& graph,
            journal::SessionSnapshot const& snapshot,
            ResumeWish const& wish,
            ContentProbe const& probe)
        : graph_(graph), records_(snapshot.drops), wish_(wish), probe_(probe)
    {
        plan_.drops.resize(graph.size());
        plan_.verdicts.resize(graph.size());
        for (std::uint32_t i = 0; i < graph.size(); ++i) {
            infer_end(DropId{i});
        }
    }

    ResumePlan make()
    {
        for (std::uint32_t i = 0; i < graph_.size(); ++i) {
            begin(DropId{i});
        }
        ask_for(wish_.from, ResumeReason::asked_for);
        ask_for(wish_.changed, ResumeReason::changed);
        while (!open_.empty()) {
            auto const drop = open_.back();
            open_.pop_back();
            spread(drop);
        }
        return std::move(plan_);
    }

  private:
    [[nodiscard]] DropRecord const& record(DropId drop) const { return records_[drop.index()]; }
    [[nodiscard]] bool is_app(DropId drop) const
    {
        return graph_.drop_template(drop).kind == DropKind::app;
    }
    [[nodiscard]] bool kept(DropId drop) const { return plan_.drops[drop.index()].kept(); }
    [[nodiscard]] ResumeReason reason(DropId drop) const
    {
        return plan_.verdicts[drop.index()].reason;
    }
    [[nodiscard]] bool concerned(DropId drop) const { return record(drop).epoch <= wish_.since; }

    /// An app whose outputs are all complete has finished, though its own rank did not come to
    /// record it.
    void infer_end(DropId app)
    {
        auto& known = records_[app.index()];
        auto const outputs = graph_.successors(app);
        if (is_app(app) && !is_final(known.state) && !outputs.empty() &&
            std::ranges::all_of(
                outputs, [this](DropId output) { return has_content(record(output).state); })) {
            known.state = DropState::finished;
        }
    }

    void keep(DropId drop, DropState state, ResumeReason why)
    {
        plan_.drops[drop.index()] = {state, record(drop).tries};
        plan_.verdicts[drop.index()] = {why, drop};
    }

    void run(DropId drop, ResumeReason why, DropId because)
    {
        auto const first = is_app(drop) ? DropState::not_run : DropState::initialized;
        plan_.drops[drop.index()] = {first, used_tries(record(drop))};
        plan_.verdicts[drop.index()] = {why, because};
        open_.push_back(drop);
    }

    void run_if_kept(DropId drop, ResumeReason why, DropId because)
    {
        if (kept(drop)) {
            run(drop, why, because);
        }
    }

    /// Where \p drop stands before it is known what others need.
    void begin(DropId drop)
    {
        auto const& known = record(drop);
        bool const wished = wish_.since > 0 && concerned(drop);
        if (known.state == DropState::error) {
            wished&& wish_.failed != FailedDrops::keep
                ? run(drop, ResumeReason::failed, drop)
                : keep(drop, known.state, ResumeReason::still_failed);
        } else if (is_final(known.state) && known.state != DropState::cancelled) {
            keep(drop, known.state, ResumeReason::done);
        } else if (wished && wish_.failed == FailedDrops::only) {
            keep(drop, DropState::skipped, ResumeReason::left_out);
        } else if (!wished && known.lost_tries >= max_lost_tries) {
            keep(drop, DropState::error, ResumeReason::lost_too_often);
        } else {
            run(drop, ResumeReason::unfinished, drop);
        }
    }

    /// \p drops and what follows from them run again.
    void ask_for(std::vector<DropId> const& drops, ResumeReason why)
    {
        std::vector<DropId> after;
        for (auto const drop : drops) {
            if (concerned(drop) && reason(drop) != why) {
                run(drop, why, drop);
                after.push_back(drop);
            }
        }
        while (!after.empty()) {
            auto const drop = after.back();
            after.pop_back();
            for (auto const next : graph_.successors(drop)) {
                if (kept(next) && concerned(next)) {
                    run(next, ResumeReason::follows, drop);
                    after.push_back(next);
                } else if (reason(next) == ResumeReason::unfinished ||
                           reason(next) == ResumeReason::failed) {
                    plan_.verdicts[next.index()] = {ResumeReason::follows, drop};
                    after.push_back(next);
                }
            }
        }
    }

    void spread(DropId drop)
    {
        is_app(drop) ? spread_app(drop) : spread_data(drop);
        for (auto const next : graph_.successors(drop)) {
            // What was decided by its inputs is decided again.
            bool const by_inputs =
                record(next).state == DropState::skipped ||
                (record(next).state == DropState::error && record(next).tries == 0);
            if (by_inputs || reason(next) == ResumeReason::left_out) {
                run_if_kept(next, ResumeReason::follows, drop);
            }
        }
    }

    void spread_app(DropId app)
    {
        for (auto const input : graph_.predecessors(app)) {
            bool const readable = !kept(input) || !has_content(record(input).state) ||
                                  (probe_.published && probe_.published(input));
            if (!readable) {
                run(input, ResumeReason::content_gone, app);
            } else if (reason(input) == ResumeReason::left_out) {
                run(input, ResumeReason::needed, app);
            }
        }
        for (auto const output : graph_.successors(app)) {
            run_if_kept(output, ResumeReason::follows, app);
        }
    }

    void spread_data(DropId data)
    {
        bool const staged =
            !has_content(record(data).state) && probe_.staged && probe_.staged(data);
        for (auto const producer : graph_.predecessors(data)) {
            bool const wrote = record(producer).state == DropState::finished;
            if ((wrote && (!staged || chose_branch(producer))) ||
                reason(producer) == ResumeReason::left_out) {
                run_if_kept(producer, ResumeReason::needed, data);
            }
        }
    }

    /// Which of its outputs a branch skipped is known only from those that are done.
    [[nodiscard]] bool chose_branch(DropId app) const
    {
        return std::ranges::any_of(graph_.successors(app), [this](DropId output) {
            return record(output).state == DropState::skipped;
        });
    }

    PhysicalGraph const& graph_;
    std::vector<DropRecord> records_;  ///< As recorded, and what follows from it.
    ResumeWish const& wish_;
    ContentProbe const& probe_;
    ResumePlan plan_;
    std::vector<DropId> open_;  ///< Drops that run, and whose neighbours have not been looked at.
};

}  // namespace

std::string_view to_string(ResumeReason reason) noexcept
{
    switch (reason) {
        case ResumeReason::done:
            return "it is done";
        case ResumeReason::still_failed:
            return "it failed";
        case ResumeReason::lost_too_often:
            return "it was running in three ranks that were lost";
        case ResumeReason::left_out:
            return "only failed drops were asked for";
        case ResumeReason::unfinished:
            return "it had not ended";
        case ResumeReason::failed:
            return "it failed";
        case ResumeReason::asked_for:
            return "it was asked for";
        case ResumeReason::changed:
            return "its inputs, command or code have changed";
        case ResumeReason::follows:
            return "it comes after a drop that runs";
        case ResumeReason::content_gone:
            return "its content is gone and another drop reads it";
        case ResumeReason::needed:
            return "it makes content for a drop that runs";
    }
    return "it is done";
}

std::size_t ResumePlan::to_run() const noexcept
{
    return static_cast<std::size_t>(
        std::ranges::count_if(drops, [](RestoredDrop const& drop) { return !drop.kept(); }));
}

ResumePlan plan_resume(graph::PhysicalGraph const& graph,
                       journal::SessionSnapshot const& snapshot,
                       ResumeWish const& wish,
                       ContentProbe const& probe)
{
    ATOLL_EXPECT(snapshot.drops.size() == graph.size());
    return Planner{graph, snapshot, wish, probe}.make();
}

}  // namespace atl::manager
