#include "app/story.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/journal/drop_story.hpp"
#include "atoll/journal/session_snapshot.hpp"
#include "atoll/session/graph_edit.hpp"
#include "atoll/session/log_reader.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"

#include "app/load_graph.hpp"
#include "app/named_session.hpp"
#include "app/options.hpp"
#include "app/session_drops.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct StoryOptions {
    std::string session;
    std::string drop;
    std::string root;
    bool json{false};
};

CommandLine command_line(StoryOptions& o)
{
    CommandLine line{"atoll story SESSION DROP [options]", {}, {"session", "drop"}};
    // clang-format off
    line.options.add_options()
        ("session", po::value(&o.session), "session; 'last' is the youngest")
        ("drop",    po::value(&o.drop), "uid of the drop")
        ("json",    po::bool_switch(&o.json), "print a JSON object")
        ("root",    po::value(&o.root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    // clang-format on
    return line;
}

/// An ancestor that failed by itself, which is why a drop did not do its work.
struct Cause {
    std::string oid;
    std::string reason;
};

bool came_to_nothing(DropState state)
{
    return state == DropState::error || state == DropState::skipped ||
           state == DropState::cancelled;
}

/// Goes from \p drop, which came to nothing, to what it follows from; of several the nearest.
std::optional<Cause> first_cause(graph::PhysicalGraph const& graph,
                                 journal::SessionSnapshot const& snapshot,
                                 DropId drop)
{
    auto const state = [&](DropId one) { return snapshot.drops[one.index()].state; };
    auto const reason = [&](DropId one) -> std::string {
        for (auto const& failure : snapshot.failures) {
            if (failure.drop == one && failure.epoch == snapshot.drops[one.index()].epoch) {
                return failure.text;
            }
        }
        return {};
    };
    std::vector<bool> seen(graph.size());
    std::vector<DropId> waiting{drop};
    for (std::size_t next = 0; next < waiting.size(); ++next) {
        auto const one = waiting[next];
        if (auto text = reason(one); !text.empty() && state(one) == DropState::error) {
            return one == drop ? std::nullopt : std::optional{Cause{graph.oid(one), text}};
        }
        for (auto const before : graph.predecessors(one)) {
            if (!seen[before.index()] && came_to_nothing(state(before))) {
                seen[before.index()] = true;
                waiting.push_back(before);
            }
        }
    }
    return std::nullopt;
}

/// Nothing as well for graphs of templates, whose drops are in no list.
std::optional<Cause> cause_of(session::SessionFolder const& folder,
                              journal::SessionSnapshot const& snapshot,
                              DropId drop)
{
    if (drop.index() >= snapshot.drops.size() ||
        !came_to_nothing(snapshot.drops[drop.index()].state)) {
        return std::nullopt;
    }
    auto const loaded =
        load_session_graph(folder.graph(), session::read_session_file(folder)).drops;
    return loaded.size() == snapshot.drops.size() ? first_cause(loaded, snapshot, drop)
                                                  : std::nullopt;
}

/// What a try of an app printed: the journal keeps no tries but the last of an epoch.
struct PrintedTry {
    std::uint32_t attempt{0};
    std::int64_t begun_ns{0};  ///< When it printed first, wall clock.
    std::string last_line;
};

/// The last line of \p text that holds something.
std::string_view last_line(std::string_view text)
{
    constexpr std::size_t shown = 200;
    auto const end = text.find_last_not_of(" \r\n\t");
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    return text.substr(text.rfind('\n') + 1).substr(0, shown);
}

/// By time; a number that occurs again is a try of a later epoch.
std::vector<PrintedTry> printed_tries(session::SessionFolder const& folder, std::string const& oid)
{
    std::vector<PrintedTry> pieces;
    session::LogReader reader{folder.logs(), {.drop = oid}};
    reader.read_new([&](session::LogPiece const& piece) {
        pieces.push_back(
            {piece.origin.attempt, piece.time_ns, std::string{last_line(piece.bytes)}});
    });
    std::ranges::stable_sort(pieces, {}, &PrintedTry::begun_ns);
    std::vector<PrintedTry> tries;
    for (auto& piece : pieces) {
        if (tries.empty() || tries.back().attempt != piece.attempt) {
            tries.push_back(std::move(piece));
        } else if (!piece.last_line.empty()) {
            tries.back().last_line = std::move(piece.last_line);
        }
    }
    return tries;
}

/// What happened to a drop before the session's graph was edited.
struct Chapter {
    std::string journal;  ///< Name of the folder of its journal.
    std::vector<journal::StoryLine> lines;
};

/// The oldest first; nothing of graphs that did not have the drop, or are not kept.
std::vector<Chapter> earlier_chapters(session::SessionFolder const& folder, std::string const& oid)
{
    std::vector<Chapter> chapters;
    for (auto const& earlier : session::earlier_journals(folder)) {
        auto const drop =
            std::filesystem::exists(earlier.graph()) ? lookup_drop(earlier, oid) : std::nullopt;
        if (drop) {
            chapters.push_back(
                {earlier.path().filename().string(), journal::drop_story(earlier.path(), *drop)});
        }
    }
    return chapters;
}

/// All that is told of a drop.
struct Story {
    std::string oid;
    std::vector<Chapter> earlier;
    std::int64_t begun_ns{0};  ///< When the session first began, wall clock.
    std::vector<journal::StoryLine> lines;
    std::vector<PrintedTry> tries;
    std::optional<Cause> cause;

    [[nodiscard]] double seconds(PrintedTry const& attempt) const
    {
        return static_cast<double>(attempt.begun_ns - begun_ns) * 1e-9;
    }
};

void print(std::vector<journal::StoryLine> const& lines)
{
    for (auto const& event : lines) {
        fmt::print(
            "epoch {} rank {} {:>12.6f} s  {}\n", event.epoch, event.rank, event.time, event.text);
    }
}

void print(Story const& story)
{
    for (auto const& chapter : story.earlier) {
        fmt::print("before the graph was edited ({}):\n", chapter.journal);
        print(chapter.lines);
    }
    if (!story.earlier.empty()) {
        fmt::print("since then:\n");
    }
    if (story.lines.empty() && story.tries.empty()) {
        fmt::print("nothing has happened to drop '{}'\n", story.oid);
    }
    print(story.lines);
    for (auto const& attempt : story.tries) {
        fmt::print("printed in try {} {:>10.6f} s  {}\n",
                   attempt.attempt,
                   story.seconds(attempt),
                   attempt.last_line);
    }
    if (story.cause) {
        fmt::print(
            "because of drop '{}', which failed: {}\n", story.cause->oid, story.cause->reason);
    }
}

nlohmann::json events_json(std::vector<journal::StoryLine> const& lines)
{
    auto events = nlohmann::json::array();
    for (auto const& event : lines) {
        events.push_back({{"epoch", event.epoch},
                          {"rank", event.rank},
                          {"time", event.time},
                          {"text", event.text}});
    }
    return events;
}

std::string as_json(Story const& story)
{
    using nlohmann::json;
    json content{{"oid", story.oid},
                 {"earlier", json::array()},
                 {"events", events_json(story.lines)},
                 {"printed", json::array()},
                 {"because", nullptr}};
    for (auto const& chapter : story.earlier) {
        content["earlier"].push_back(
            {{"journal", chapter.journal}, {"events", events_json(chapter.lines)}});
    }
    for (auto const& attempt : story.tries) {
        content["printed"].push_back({{"try", attempt.attempt},
                                      {"time", story.seconds(attempt)},
                                      {"last_line", attempt.last_line}});
    }
    if (story.cause) {
        content["because"] = {{"oid", story.cause->oid}, {"reason", story.cause->reason}};
    }
    return content.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace

int story(std::span<std::string const> arguments)
{
    StoryOptions o;
    auto const line = command_line(o);
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(o.drop, "a session and a drop", line);
    auto const folder = named_session(o.root, o.session);
    auto const drop = find_drop(folder, o.drop);
    auto const snapshot = journal::read_session(folder.journal());
    Story const story{o.drop,
                      earlier_chapters(folder, o.drop),
                      snapshot.begun_ns,
                      journal::drop_story(folder.journal(), drop),
                      printed_tries(folder, o.drop),
                      cause_of(folder, snapshot, drop)};
    if (o.json) {
        fmt::print("{}\n", as_json(story));
    } else {
        print(story);
    }
    return 0;
}

}  // namespace atl::app
