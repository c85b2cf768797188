#include "atoll/journal/describe.hpp"

#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace atl::journal {
namespace {

double seconds(std::uint64_t us)
{
    return static_cast<double>(us) * 1e-6;
}

/// Writes the lines of each kind of record.
struct Describer {
    JournalIdentity const& identity;
    std::function<std::string(DropId)> const& name;

    [[nodiscard]] std::string line(std::string const& time, std::string const& rest) const
    {
        return fmt::format("{}-{} {:>14} {}\n", identity.epoch, identity.rank, time, rest);
    }
    [[nodiscard]] std::string line(std::uint64_t time_us, std::string const& rest) const
    {
        return line(fmt::format("{:.6f}", seconds(time_us)), rest);
    }

    std::string operator()(EventBatch const& batch) const
    {
        std::string lines;
        for (auto const& event : batch.events) {
            auto rest = fmt::format("{} {}", name(event.drop), to_string(event.state));
            auto const add = [&rest](std::string_view key, auto value) {
                fmt::format_to(std::back_inserter(rest), " {}={}", key, value);
            };
            if (event.duration_us > 0) {
                add("duration", fmt::format("{:.6f}", seconds(event.duration_us)));
            }
            if (event.bytes > 0) {
                add("bytes", event.bytes);
            }
            if (event.tries != 1) {
                add("tries", event.tries);
            }
            if (event.exit_code != 0) {
                add("exit_code", event.exit_code);
            }
            lines += line(event.time_us, rest + (event.durable ? " durable" : ""));
        }
        return lines;
    }
    std::string operator()(EpochBegun const& begun) const
    {
        return line("", fmt::format("begun on {}", fmt::join(begun.hosts, " ")));
    }
    std::string operator()(ReasonGiven const& reason) const
    {
        return line("", fmt::format("{} failed: {}", name(reason.drop), reason.text));
    }
    std::string operator()(NoteTaken const& note) const
    {
        return line(note.time_us, "note: " + note.text);
    }
    std::string operator()(RankLost const& lost) const
    {
        return line(lost.time_us, fmt::format("rank {} lost", lost.rank.value));
    }
    std::string operator()(InputsSeen const& seen) const
    {
        std::string lines;
        for (auto const& input : seen.inputs) {
            lines += line(
                "",
                fmt::format("{} read, last written at {} ns", name(input.drop), input.written_ns));
        }
        return lines;
    }
    std::string operator()(EpochEnded const& ended) const
    {
        return line(ended.time_us,
                    fmt::format("ended with status {}{}{}",
                                ended.status,
                                ended.reason.empty() ? "" : ": ",
                                ended.reason));
    }
};

}  // namespace

std::string describe(SegmentHead const& head,
                     JournalRecord const& record,
                     std::function<std::string(DropId)> const& name)
{
    return std::visit(Describer{head.identity, name}, record);
}

}  // namespace atl::journal
