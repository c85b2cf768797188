#include "atoll/drops/drop_runner.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/core/log_sink.hpp"

#include "drops/contents.hpp"
#include "drops/current_problem.hpp"
#include "drops/day_of.hpp"
#include "drops/elsewhere.hpp"
#include "drops/learned_paths.hpp"
#include "drops/rank_services.hpp"
#include "drops/registry.hpp"
#include "drops/restored_contents.hpp"
#include "drops/run_context.hpp"
#include "drops/streaming/companions.hpp"
#include "drops/template_set.hpp"
#include "drops/trivial.hpp"

namespace atl::drops {
class DropRunner::Impl {
  public:
    Impl(graph::Part const& part, RunnerOptions options)
        : part_(part),
          options_(std::move(options)),
          services_(rank_services(options_)),
          templates_(build_templates(
              part_, make_registry(), services_, day_of(options_.session_start_ns))),
          trivial_(trivial_templates(part_, templates_)),
          movable_(movable_templates(part_)),
          learned_(find_learned_paths(part_, templates_)),
          contents_(part_,
                    {templates_.kinds,
                     options_.unread,
                     options_.deleted,
                     [this](std::uint32_t data) { return request(data); },
                     trivial_,
                     templates_.lifespans,
                     [this] {
                         if (options_.before_files_change) {
                             options_.before_files_change(options_.epoch);
                         }
                     }}),
          scene_{part_, templates_, contents_, services_, options_.log, options_.stop},
          companions_(scene_, options_.unread)
    {
    }

    AppRun run_app(std::uint32_t app, unsigned attempt)
    {
        AppRun run;
        if (writes_nothing(part_.drop_template(app))) {
            release_inputs(app, Use::ran);
            return run;
        }
        try {
            run = try_app(app, attempt);
        } catch (...) {
            run = {AppRun::Status::failed, 1, current_problem(), {}};
        }
        if (run.status == AppRun::Status::failed) {
            run.reason = describe(app) + ": " + run.reason;
        }
        let_inputs_go(app, attempt, run);
        return run;
    }

    AppRun finish_elsewhere(std::uint32_t app, unsigned attempt, ElsewhereRun const& tried)
    {
        AppRun run{tried.status, tried.exit_code, tried.reason, {}};
        try {
            if (run.status == AppRun::Status::finished) {
                run.skipped = accept_elsewhere(scene_, {app, attempt}, tried);
            } else if (!tried.staging.empty()) {
                disown_outputs(part_, contents_, app, tried.staging);
            }
        } catch (...) {
            run = {AppRun::Status::failed, 1, describe(app) + ": " + current_problem(), {}};
        }
        let_inputs_go(app, attempt, run);
        return run;
    }

    std::optional<InputContent> input(std::uint32_t data)
    {
        try {
            return input_for_elsewhere(contents_, data);
        } catch (...) {
            log::error("drops", "{} cannot be sent: {}", describe(data), current_problem());
            return std::nullopt;
        }
    }

    std::uint64_t input_bytes(std::uint32_t app) const
    {
        return bytes_for_elsewhere(part_, contents_, app);
    }

    void disown(std::uint32_t app, std::string const& staging)
    {
        try {
            disown_outputs(part_, contents_, app, staging);
        } catch (...) {
            log::warn("drops", "{} leaves files behind: {}", describe(app), current_problem());
        }
    }

    DataResult publish(std::uint32_t data)
    {
        try {
            auto const kept = contents_.publish(data);
            return {{}, std::max(kept, companions_.streamed_bytes(data))};
        } catch (...) {
            contents_.give_up(data);
            return {describe(data) + ": " + current_problem(), 0};
        }
    }

    void settled(std::uint32_t drop, DropState state)
    {
        if (part_.drop_template(drop).kind == DropKind::data) {
            contents_.give_up(drop);
        } else if (state != DropState::cancelled && drop < part_.owned) {
            companions_.discard(drop);
            // After a cancellation producers may still be writing what this app would have read.
            release_inputs(drop, state == DropState::error ? Use::ran : Use::skipped);
        }
    }

    Carriage carriage(std::uint32_t data) const
    {
        return contents_.kind(data).carriage(standing(data));
    }

    Payload content(std::uint32_t data)
    {
        if (!contents_.exists(data) && contents_.kind(data).empty_by_default()) {
            return {};
        }
        try {
            return contents_.get(data).carry();
        } catch (...) {
            give_up(data);
        }
        return {};
    }

    void provide(std::uint32_t data, Payload content)
    {
        try {
            auto& held = contents_.get(data);
            held.set_size(held.size() + content.size());
            held.receive(std::move(content));
        } catch (...) {
            give_up(data);
        }
    }

    graph::Part const& part() const { return part_; }
    RunScene const& scene() const { return scene_; }
    Contents& contents() { return contents_; }
    std::uint64_t size(std::uint32_t data) const
    {
        return std::max(contents_.size(data), companions_.streamed_bytes(data));
    }
    bool trivial(std::uint32_t index) const { return trivial_[index]; }
    std::uint32_t template_of(std::uint32_t drop) const { return part_.template_of[drop]; }
    bool movable(std::uint32_t index) const { return movable_[index]; }

  private:
    Standing standing(std::uint32_t data) const
    {
        return data < part_.owned ? Standing::owner : Standing::guest;
    }

    /// Content could not travel: whoever wants to read it is told that there is none. In a catch.
    void give_up(std::uint32_t data)
    {
        log::error("drops", "{} is lost: {}", describe(data), current_problem());
        contents_.give_up(data);
    }

    std::string describe(std::uint32_t drop) const
    {
        auto const& name = templates_.specs[part_.template_of[drop]].name();
        auto const oid = part_.oid(drop);
        return name.empty() || name == oid ? fmt::format("drop '{}'", oid)
                                           : fmt::format("drop '{}' ({})", oid, name);
    }

    AppRun try_app(std::uint32_t app, unsigned attempt)
    {
        if (auto joined = companions_.join(app)) {
            return *joined;
        }
        auto const ports = companions_.start_beside({app, attempt});
        try {
            RunContext context{scene_, {app, attempt}, &ports};
            auto run = conclude(context, templates_.app(app, part_.template_of[app]).run(context));
            bool const failed = run.status == AppRun::Status::failed;
            companions_.end_streams(ports,
                                    failed ? Channel::Ending::failed : Channel::Ending::complete);
            return run;
        } catch (...) {
            companions_.end_streams(ports, Channel::Ending::failed);
            throw;
        }
    }

    /// After a try that was the last.
    void let_inputs_go(std::uint32_t app, unsigned attempt, AppRun const& run)
    {
        if (run.status == AppRun::Status::finished || attempt >= part_.drop_template(app).n_tries) {
            release_inputs(app, Use::ran);
        }
    }

    void release_inputs(std::uint32_t app, Use use)
    {
        part_.for_each_input(app, [&](std::uint32_t input, std::uint16_t /*ports*/) {
            contents_.release(input, use);
        });
    }

    ContentRequest request(std::uint32_t data) const
    {
        ContentRequest request;
        request.drop.uid = part_.oid(data);
        request.drop.name = templates_.specs[part_.template_of[data]].name();
        request.drop.iid = part_.iid(data);
        request.standing = standing(data);
        request.leftovers = options_.epoch > 1;
        if (data < part_.owned) {
            auto const producers = part_.input_count(data);
            request.one_producer = producers == 1;
            request.has_producers = producers > 0;
        }
        if (auto const found = learned_.find(data); found != learned_.end()) {
            request.learned_path = found->second;
        }
        return request;
    }

    graph::Part const& part_;
    RunnerOptions options_;
    RankServices services_;
    TemplateSet templates_;
    std::vector<bool> trivial_;
    std::vector<bool> movable_;
    std::unordered_map<std::uint32_t, std::string> learned_;
    Contents contents_;
    RunScene scene_;
    Companions companions_;  // last: their threads use all above
};

DropRunner::DropRunner(graph::Part const& part, RunnerOptions options)
    : impl_(std::make_unique<Impl>(part, std::move(options)))
{
}

DropRunner::~DropRunner() = default;

void DropRunner::restore(std::span<RestoredDrop const> drops)
{
    restore_contents(impl_->part(), impl_->contents(), drops);
}

bool DropRunner::announces(std::uint32_t data) const noexcept
{
    return must_be_announced(impl_->contents(), data);
}

bool DropRunner::outlived(std::uint32_t data) noexcept
{
    return has_outlived(impl_->part(), impl_->contents(), data);
}

std::int64_t DropRunner::written_ns(std::uint32_t data) noexcept
{
    return last_written_ns(impl_->contents(), data);
}

AppRun DropRunner::run_app(std::uint32_t app, unsigned attempt, unsigned /*worker*/) noexcept
{
    return impl_->run_app(app, attempt);
}

DataResult DropRunner::publish(std::uint32_t data) noexcept
{
    return impl_->publish(data);
}

void DropRunner::settled(std::uint32_t drop, DropState state) noexcept
{
    impl_->settled(drop, state);
}

Carriage DropRunner::carriage(std::uint32_t data) const noexcept
{
    return impl_->carriage(data);
}

Payload DropRunner::content(std::uint32_t data) noexcept
{
    return impl_->content(data);
}

void DropRunner::served(std::uint32_t data) noexcept
{
    impl_->contents().release(data, Use::ran);
}

void DropRunner::provide(std::uint32_t data, Payload content) noexcept
{
    impl_->provide(data, std::move(content));
}

void DropRunner::expire(std::int64_t now_ns, std::function<bool(std::uint32_t)> const& completed)
{
    impl_->contents().expire(now_ns, completed);
}

bool DropRunner::may_run_elsewhere(std::uint32_t template_index) const noexcept
{
    return impl_->movable(template_index);
}

std::optional<InputContent> DropRunner::input(std::uint32_t data) noexcept
{
    return impl_->input(data);
}

std::uint64_t DropRunner::input_bytes(std::uint32_t app) const noexcept
{
    return impl_->input_bytes(app);
}

AppRun DropRunner::finish_elsewhere(std::uint32_t app, unsigned attempt, ElsewhereRun run) noexcept
{
    return impl_->finish_elsewhere(app, attempt, run);
}

bool DropRunner::is_left_on_disk(std::uint32_t app, std::string const& staging) noexcept
{
    return outputs_are_on_disk(impl_->part(), impl_->contents(), app, staging);
}

bool DropRunner::is_staged(std::uint32_t data, std::string const& staging) noexcept
{
    return output_is_on_disk(impl_->part(), impl_->contents(), data, staging);
}

std::optional<std::vector<std::filesystem::path>> DropRunner::take_over(
    std::uint32_t app, std::string const& staging) noexcept
{
    return take_over_outputs(impl_->scene(), app, staging);
}

void DropRunner::disown(std::uint32_t app, std::string const& staging) noexcept
{
    impl_->disown(app, staging);
}

bool DropRunner::trivial(std::uint32_t template_index) const noexcept
{
    return impl_->trivial(template_index);
}

bool DropRunner::outlives_rank(std::uint32_t data) const noexcept
{
    return trivial(impl_->template_of(data)) || carriage(data) != Carriage::bytes;
}

std::filesystem::path DropRunner::stored_at(std::uint32_t data) const noexcept
{
    return impl_->contents().stored_at(data);
}

std::filesystem::path DropRunner::staged_at(std::uint32_t data) const noexcept
{
    return impl_->contents().staged_at(data, impl_->scene().services.staging);
}

std::uint64_t DropRunner::size(std::uint32_t data) const noexcept
{
    return impl_->size(data);
}

}  // namespace atl::drops
