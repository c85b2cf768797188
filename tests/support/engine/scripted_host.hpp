#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <vector>

#include "atoll/engine/drop_host.hpp"

namespace atl::engine::test {

/// Host that does as told per drop and remembers what it was asked. Thread-safe.
class ScriptedHost final : public DropHost {
  public:
    /// News that the engine gave to other ranks.
    struct Notice {
        std::uint32_t drop;
        DropEvent event;
        std::vector<RemoteTarget> targets;
        friend bool operator==(Notice const&, Notice const&) = default;
    };

    using AppScript = std::function<AppOutcome(unsigned attempt)>;

    /// What \p app does when it is run; without a script it finishes. Before the engine starts.
    void on_run(DropIndex app, AppScript script) { scripts_[app.value] = std::move(script); }

    /// Every attempt at \p app ends with \p status.
    void fail(DropIndex app, AppOutcome::Status status = AppOutcome::Status::failed)
    {
        on_run(app, [status](unsigned) { return AppOutcome{.status = status}; });
    }

    /// \p data cannot be published.
    void fail_publish(DropIndex data) { unpublishable_.push_back(data.value); }

    /// Called when an end drop completes.
    std::function<void()> on_session_end;

    /// Called when data is published.
    std::function<void(DropIndex)> on_publish;

    /// Called when other ranks are to be told of a drop.
    std::function<void()> on_notify;

    AppOutcome run_app(DropIndex app, unsigned attempt, WorkerId /*worker*/) noexcept override
    {
        note(runs_, app.value);
        auto const found = scripts_.find(app.value);
        return found == scripts_.end() ? AppOutcome{} : found->second(attempt);
    }

    DataOutcome publish(DropIndex data, WorkerId /*worker*/) noexcept override
    {
        note(published_, data.value);
        if (on_publish) {
            on_publish(data);
        }
        return std::ranges::count(unpublishable_, data.value) != 0 ? DataOutcome::error
                                                                   : DataOutcome::completed;
    }

    void settled(DropIndex drop, DropState state, WorkerId /*worker*/) noexcept override
    {
        std::scoped_lock const lock{mutex_};
        settled_.emplace_back(drop.value, state);
    }

    void notify(DropIndex drop,
                DropEvent event,
                std::span<RemoteTarget const> targets,
                WorkerId /*worker*/) noexcept override
    {
        if (on_notify) {
            on_notify();
        }
        std::scoped_lock const lock{mutex_};
        notices_.push_back({drop.value, event, {targets.begin(), targets.end()}});
    }

    void session_end_reached(DropIndex /*drop*/, WorkerId /*worker*/) noexcept override
    {
        if (on_session_end) {
            on_session_end();
        }
    }

    void worker_idle(WorkerId /*worker*/) noexcept override {}

    /// Apps in the order in which they were run, once per attempt.
    [[nodiscard]] std::vector<std::uint32_t> runs() const { return copy(runs_); }
    /// Data in the order in which it was published.
    [[nodiscard]] std::vector<std::uint32_t> published() const { return copy(published_); }
    [[nodiscard]] std::vector<std::pair<std::uint32_t, DropState>> settled_drops() const
    {
        return copy(settled_);
    }
    [[nodiscard]] std::vector<Notice> notices() const { return copy(notices_); }

  private:
    void note(std::vector<std::uint32_t>& list, std::uint32_t drop)
    {
        std::scoped_lock const lock{mutex_};
        list.push_back(drop);
    }

    template <typename T>
    [[nodiscard]] std::vector<T> copy(std::vector<T> const& list) const
    {
        std::scoped_lock const lock{mutex_};
        return list;
    }

    std::map<std::uint32_t, AppScript> scripts_;
    std::vector<std::uint32_t> unpublishable_;

    mutable std::mutex mutex_;  ///< Guards the lists below.
    std::vector<std::uint32_t> runs_;
    std::vector<std::uint32_t> published_;
    std::vector<std::pair<std::uint32_t, DropState>> settled_;
    std::vector<Notice> notices_;
};

}  // namespace atl::engine::test
