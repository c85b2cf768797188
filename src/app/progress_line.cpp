#include "app/progress_line.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/units.hpp"

namespace atl::app {
namespace {

constexpr std::size_t bar_width = 24;
constexpr std::size_t shown_failures = 5;

double share(session::Status const& status)
{
    return status.total == 0 ? 0
                             : static_cast<double>(status.done) / static_cast<double>(status.total);
}

std::string counted(std::uint64_t count, std::string_view noun)
{
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string_view outcome_words(ExitStatus outcome)
{
    switch (outcome) {
        case ExitStatus::success:
            return "finished: every drop is where it should be";
        case ExitStatus::drops_failed:
            return "finished with failed drops";
        case ExitStatus::cancelled:
            return "was cancelled";
        case ExitStatus::out_of_time:
            return "ran out of time";
        case ExitStatus::lost_rank:
            return "lost a rank";
        case ExitStatus::usage:
        case ExitStatus::invalid_input:
        case ExitStatus::io:
        case ExitStatus::slurm:
        case ExitStatus::internal:
            return "could not run";
    }
    return "could not run";
}

}  // namespace

std::string progress_text(session::Status const& status)
{
    auto const filled = static_cast<std::size_t>(share(status) * bar_width);
    auto text = fmt::format("[{}{}] {:3.0f} %  {} of {}",
                            std::string(filled, '#'),
                            std::string(bar_width - filled, '.'),
                            100 * share(status),
                            status.done,
                            counted(status.total, "drop"));
    if (auto const running = status.drops.find("RUNNING"); running != status.drops.end()) {
        text += fmt::format(", {} running", running->second);
    }
    if (status.journals_waiting > 0) {
        text += fmt::format(", paused: no room on the disk for the journal of {} rank(s)",
                            status.journals_waiting);
    }
    if (status.failed > 0) {
        text += fmt::format(", {} failed", status.failed);
    }
    auto const until = status.ended > 0 ? status.ended : status.updated;
    return text + ", " + to_string(Seconds{std::max(0.0, until - status.started)});
}

std::string outcome_text(session::SessionFolder const& folder, session::Status const& status)
{
    std::string text;
    auto const shown = std::min(shown_failures, status.failures.size());
    for (std::size_t i = 0; i < shown; ++i) {
        auto const& failure = status.failures[i];
        text += fmt::format("  failed: {}\n", failure.reason);
    }
    if (status.failed > 0) {
        text += fmt::format(
            "  {} in state ERROR; 'atoll logs {}' shows what they printed, 'atoll status {}' the "
            "rest\n",
            counted(status.failed, "drop"),
            folder.id(),
            folder.id());
    }
    std::string counts;
    for (auto const& [state, count] : status.drops) {
        counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, state);
    }
    return text + fmt::format("session {} {} in {}\n{}: {}\nresults in {}\n",
                              folder.id(),
                              outcome_words(status.outcome.value_or(ExitStatus::internal)),
                              to_string(Seconds{std::max(0.0, status.ended - status.started)}),
                              counted(status.total, "drop"),
                              counts,
                              folder.data().string());
}

ProgressLine::ProgressLine() : terminal_(isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(session::Status const& status)
{
    auto const text = progress_text(status);
    int const tenth = static_cast<int>(share(status) * 10);
    if (terminal_) {
        rewrite(text);
    } else if (tenth != last_tenth_) {
        fmt::print(stderr, "{}\n", text);
        last_tenth_ = tenth;
    }
    last_ = text;
}

void ProgressLine::show(std::string const& words)
{
    if (terminal_) {
        rewrite(words);
    } else if (words != last_) {
        fmt::print(stderr, "{}\n", words);
    }
    last_ = words;
}

void ProgressLine::rewrite(std::string const& text)
{
    fmt::print(stderr, "\r{:<{}}", text, last_.size());
    std::fflush(stderr);
    open_ = true;
}

void ProgressLine::finish()
{
    if (open_) {
        fmt::print(stderr, "\n");
        open_ = false;
    }
}

}  // namespace atl::app
