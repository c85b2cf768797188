#include "app/follow.hpp"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "atoll/slurm/session_view.hpp"

#include "app/progress_line.hpp"

namespace atl::app {
namespace {

using Time = std::chrono::steady_clock::time_point;

// Set by the handler of SIGINT while a session is followed: a handler can reach nothing else.
volatile std::sig_atomic_t follower_interrupted =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables) see above

void note_interrupt(int /*signal*/)
{
    follower_interrupted = 1;
}

/// Ctrl-C sets `follower_interrupted` as long as this lives.
class InterruptGuard {
  public:
    InterruptGuard()
    {
        follower_interrupted = 0;
        struct sigaction action = {};
        action.sa_handler = note_interrupt;
        ::sigaction(SIGINT, &action, &before_);
    }
    InterruptGuard(InterruptGuard const&) = delete;
    InterruptGuard& operator=(InterruptGuard const&) = delete;
    ~InterruptGuard() { ::sigaction(SIGINT, &before_, nullptr); }

  private:
    struct sigaction before_ = {};
};

void show(ProgressLine& line, slurm::SessionView const& view)
{
    if (view.status && view.status->total > 0) {
        line.show(*view.status);
    } else {
        line.show(slurm::progress_line(view));
    }
}

void print_end(session::SessionFolder const& folder, slurm::SessionView const& view)
{
    if (view.status && view.status->outcome) {
        fmt::print("{}", outcome_text(folder, *view.status));
        return;
    }
    fmt::print("{}\n", slurm::progress_line(view));
    if (view.outcome->status != ExitStatus::success) {
        fmt::print("'atoll logs {0}' shows what apps printed, '{1}' what the job did\n",
                   folder.id(),
                   folder.logs().string());
    }
}

int left_alone(session::SessionFolder const& folder, slurm::SessionView const& view)
{
    constexpr int ended_by_interrupt = 128 + SIGINT;
    fmt::print("job {} goes on; `atoll cancel {}` ends it, `atoll status {}` shows it\n",
               view.asked.job_id,
               folder.id(),
               folder.id());
    return ended_by_interrupt;
}

/// Whether the outcome can be believed: a shared file system may show the ranks' word only some
/// seconds after SLURM tells that the job has ended.
bool is_settled(slurm::SessionView const& view, std::optional<Time>& seen_ended, Time now)
{
    constexpr std::chrono::seconds patience{10};
    if (!view.outcome) {
        seen_ended.reset();
        return false;
    }
    seen_ended = seen_ended.value_or(now);
    return view.evidence.written || view.evidence.asked || now - *seen_ended >= patience;
}

}  // namespace

int follow(session::SessionFolder const& folder, slurm::SlurmClient& client, Seconds poll_interval)
{
    InterruptGuard const guard;
    ProgressLine line;
    std::optional<Time> seen_ended;
    Time next_question{};
    std::optional<slurm::JobStatus> last_answer;
    while (true) {
        auto const now = std::chrono::steady_clock::now();
        bool const ask = now >= next_question;
        auto view =
            slurm::view_session(folder, client, ask ? slurm::AskSlurm::yes : slurm::AskSlurm::no);
        if (ask) {
            next_question = now + std::chrono::milliseconds{
                                      static_cast<std::int64_t>(poll_interval.count * 1000)};
            last_answer = view.evidence.job;
        } else {
            view.evidence.job = last_answer;
            view.outcome = slurm::judge(view.evidence);
        }
        show(line, view);
        if (is_settled(view, seen_ended, now)) {
            line.finish();
            print_end(folder, view);
            return static_cast<int>(view.outcome->status);
        }
        if (follower_interrupted != 0) {
            line.finish();
            return left_alone(folder, view);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{250});
    }
}

}  // namespace atl::app
