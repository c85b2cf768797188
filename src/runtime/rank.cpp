#include "atoll/runtime/rank.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/core/log.hpp"
#include "atoll/process/launch_helper.hpp"
#include "atoll/runtime/usable_cpus.hpp"
#include "atoll/session/epoch_file.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/session/stop_request.hpp"

#include "runtime/extension_host.hpp"
#include "runtime/fence.hpp"
#include "runtime/island.hpp"
#include "runtime/node.hpp"
#include "runtime/patience.hpp"
#include "runtime/rank_journal.hpp"
#include "runtime/seconds.hpp"
#include "runtime/session_start.hpp"
#include "runtime/stop_signals.hpp"

namespace atl::runtime {
namespace {

constexpr std::int64_t tick_ns = second_ns / 20;
constexpr Seconds journal_closes_within{5};

RankShape shape_of(session::SessionFile const& session)
{
    RankShape shape;
    shape.cpus = session.cpus_per_rank > 0 ? session.cpus_per_rank : usable_cpus();
    shape.slots =
        session.slots_per_rank > 0 ? std::min(session.slots_per_rank, shape.cpus) : shape.cpus;
    return shape;
}

/// One rank: its roles, and the loop that serves them.
class RankLoop {
  public:
    RankLoop(RankOptions const& options, comm::Transport& transport)
        : options_(options),
          transport_(transport),
          folder_(options.session_folder),
          session_(session::read_session_file(folder_)),
          fence_(folder_, clock_),
          journal_(journal_options(), clock_),
          kills_soon_(session_.launcher == "local" || options.launched_by == "mpirun")
    {
        if (transport.rank() == RankId{0}) {
            island_.emplace(
                folder_,
                session_,
                transport_,
                clock_,
                journal_,
                IslandOptions{options_.host, options_.restarts, options_.boot_ids, [this] {
                                  return told_to_stop();
                              }});
        }
        auto const start = island_ ? island_->start() : SessionStart{};
        extensions_.emplace(ExtensionHost::Place{folder_, session_, transport_, clock_, start},
                            options.links);
        if (transport.rank() != RankId{0} || transport.size() == 1) {
            node_ = std::make_unique<Node>(node_options(), transport_, clock_);
            extensions_->announce();
        }
    }

    ExitStatus run()
    {
        if (island_) {
            session::write_epoch(folder_, island_->start().epoch);
            island_->deploy(options_.load_graph());
        }
        StopSignals const signals;
        Patience patience;
        while (!left()) {
            step() ? patience.reset() : patience.wait();
        }
        drain();
        extensions_->dismiss();
        end_world();
        if (node_ && node_->stuck()) {
            leave_at_once(result());  // a thread is inside an app that will not end
        }
        return result();
    }

  private:
    [[noreturn]] void leave_at_once(ExitStatus status)
    {
        journal_.leave();
        journal_.close();
        log::flush();
        std::_Exit(static_cast<int>(status));
    }

    /// A rank that is stopped, or hangs, keeps the launcher waiting for as long as the site lets
    /// processes live that were asked to end.
    void end_world()
    {
        bool const lost = island_ && result() == ExitStatus::lost_rank;
        if (lost && options_.restarts == Restarts::expected && options_.end_world &&
            !stop_signalled()) {
            journal_.close();
            log::flush();
            options_.end_world();
        }
    }

    [[nodiscard]] JournalOptions journal_options()
    {
        return {folder_.journal(),
                session_.journal_interval,
                journal::durability(session_.durability).value_or(journal::Durability::outputs),
                journal_closes_within,
                [this] { return told_to_stop(); },
                [this](std::uint32_t epoch) { fence_.check(epoch); }};
    }

    /// Nobody waits any more for what a full disk keeps from ending. From any thread.
    [[nodiscard]] bool told_to_stop() const
    {
        return stop_signalled() || session::stop_requested(folder_) ||
               (options_.is_abandoned && options_.is_abandoned());
    }

    NodeOptions node_options()
    {
        NodeOptions options;
        options.shape = shape_of(session_);
        options.host = options_.host;
        options.being_stopped = [] { return stop_signalled(); };
        options.links = extensions_->links();
        options.journal = &journal_;
        options.runner.session_id = session_.id;
        options.runner.rank = transport_.rank().value;
        options.runner.session_folder = folder_.path();
        options.runner.data_folder = folder_.data();
        options.runner.scratch_folder = options_.scratch_folder;
        options.runner.session_start_ns = clock_.wall_ns();
        options.runner.launcher = options_.launcher;
        options.runner.before_files_change = [this](std::uint32_t epoch) { fence_.check(epoch); };
        if (options_.launcher != nullptr) {
            options.runner.log = &options_.launcher->log();
            options.has_lost_helper = [launcher = options_.launcher] { return !launcher->alive(); };
            options.stop_processes = [launcher = options_.launcher] { launcher->terminate_all(); };
        }
        return options;
    }

    bool step()
    {
        messages_.clear();
        bool moved = transport_.poll(messages_);
        for (auto const& message : messages_) {
            dispatch(message);
        }
        if (node_) {
            moved |= node_->progress();
        }
        moved |= extensions_->serve(node_.get());
        timers();
        return moved;
    }

    void dispatch(comm::Message const& message)
    {
        if (message.from == RankId{0}) {
            island_heard_ns_ = clock_.monotonic_ns();
        }
        extensions_->hear(message);
        if (island_) {
            island_->handle(message);
        }
        if (node_) {
            node_->handle(message);
        }
    }

    void timers()
    {
        auto const now = clock_.monotonic_ns();
        if (now - last_tick_ns_ < tick_ns) {
            return;
        }
        last_tick_ns_ = now;
        if (node_ && options_.launcher != nullptr && !options_.launcher->alive()) {
            log::write(log::Level::error,
                       "runtime",
                       "the launch helper has died, and its processes with it: this rank is lost");
            leave_at_once(ExitStatus::lost_rank);
        }
        if (island_) {
            extensions_->tick(*island_);
            island_->tick();
        }
        if (node_ && now - last_report_ns_ >= second_ns) {
            last_report_ns_ = now;
            node_->report();
        }
        if (island_ && now - last_look_ns_ >= second_ns) {
            last_look_ns_ = now;
            obey(session::stop_requested(folder_));
            if (options_.is_abandoned && options_.is_abandoned()) {
                obey(session::StopReason::cancelled);
            }
        }
        if (stop_signalled()) {
            obey_stop_signal(now);
        }
    }

    // Rank 0 ends the session in order. The others wait to be told, unless nobody is left to tell
    // them.
    void obey_stop_signal(std::int64_t now)
    {
        if (stop_ns_ == 0) {
            stop_ns_ = now;
        }
        if (island_) {
            // The launcher's own signal may come before the request is on disk: a moment's
            // patience.
            obey(session::stop_requested(folder_));
            if (!stop_told_ && now - stop_ns_ > request_grace_ns()) {
                // A launcher that ends its ranks without anybody having asked does so because one
                // of them has died.
                stop_told_ = true;
                bool const alone = transport_.size() == 1;
                island_->stop({alone ? ExitStatus::cancelled : ExitStatus::lost_rank, hurry()});
            }
        }
        abandoned_ = !island_ && now - std::max(stop_ns_, island_heard_ns_) > silence_ns();
    }

    /// How long a stop request may take to become visible after the signal.
    [[nodiscard]] std::int64_t request_grace_ns() const
    {
        if (kills_soon_) {
            return second_ns * 3 / 10;
        }
        // Where ranks are started again, the job script knows of the request and has the last word.
        return options_.restarts == Restarts::expected ? second_ns / 2 : 3 * second_ns;
    }

    /// Of rank 0 after a stop signal, until it counts as gone. What restarts wait for is short.
    [[nodiscard]] std::int64_t silence_ns() const
    {
        return options_.restarts == Restarts::expected ? second_ns * 3 / 2 : 5 * second_ns;
    }

    void obey(std::optional<session::StopReason> reason)
    {
        if (reason && !stop_told_) {
            stop_told_ = true;
            island_->stop({session::exit_status(*reason), hurry()});
        }
    }

    // mpirun sends SIGTERM about a second before SIGKILL; SLURM leaves half a minute.
    [[nodiscard]] manager::Haste hurry() const
    {
        return stop_signalled() && kills_soon_ ? manager::Haste::hurried : manager::Haste::orderly;
    }

    [[nodiscard]] bool left() const
    {
        if (island_) {
            return island_->outcome().has_value();
        }
        return node_->dismissed() || abandoned_;
    }

    void drain()
    {
        // What is on its way to ranks that are gone will never arrive.
        bool const lost = result() == ExitStatus::lost_rank;
        auto const deadline = clock_.monotonic_ns() + (lost ? second_ns / 4 : 5 * second_ns);
        while (!transport_.drained() && clock_.monotonic_ns() < deadline) {
            messages_.clear();
            transport_.poll(messages_);
        }
    }

    [[nodiscard]] ExitStatus result() const
    {
        if (island_) {
            return *island_->outcome();
        }
        return abandoned_ ? ExitStatus::lost_rank : ExitStatus::success;
    }

    RankOptions const& options_;
    comm::Transport& transport_;
    SystemClock clock_;
    session::SessionFolder folder_;
    session::SessionFile session_;
    Fence fence_;
    RankJournal journal_;
    bool kills_soon_;
    std::optional<ExtensionHost> extensions_;  ///< Always there once the loop is made.
    std::optional<Island> island_;
    std::unique_ptr<Node> node_;
    std::vector<comm::Message> messages_;
    std::int64_t last_tick_ns_{0};
    std::int64_t last_report_ns_{0};
    std::int64_t island_heard_ns_{0};
    std::int64_t stop_ns_{0};
    std::int64_t last_look_ns_{0};
    bool stop_told_{false};
    bool abandoned_{false};
};

}  // namespace

ExitStatus run_rank(RankOptions const& options, comm::Transport& transport)
{
    return RankLoop{options, transport}.run();
}

}  // namespace atl::runtime
