#include "app/story.hpp"

#include <optional>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/journal/drop_story.hpp"
#include "atoll/journal/session_snapshot.hpp"
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
std::optional<Cause> cause_of(session::SessionFolder const& folder, DropId drop)
{
    auto const snapshot = journal::read_session(folder.journal());
    if (drop.index() >= snapshot.drops.size() ||
        !came_to_nothing(snapshot.drops[drop.index()].state)) {
        return std::nullopt;
    }
    auto const loaded =
        load_session_graph(folder.graph(), session::read_session_file(folder)).drops;
    return loaded.size() == snapshot.drops.size() ? first_cause(loaded, snapshot, drop)
                                                  : std::nullopt;
}

void print(std::string const& oid,
           std::vector<journal::StoryLine> const& lines,
           std::optional<Cause> const& cause)
{
    if (lines.empty()) {
        fmt::print("nothing has happened to drop '{}'\n", oid);
    }
    for (auto const& event : lines) {
        fmt::print(
            "epoch {} rank {} {:>12.6f} s  {}\n", event.epoch, event.rank, event.time, event.text);
    }
    if (cause) {
        fmt::print("because of drop '{}', which failed: {}\n", cause->oid, cause->reason);
    }
}

std::string as_json(std::string const& oid,
                    std::vector<journal::StoryLine> const& lines,
                    std::optional<Cause> const& cause)
{
    using nlohmann::json;
    json content{{"oid", oid}, {"events", json::array()}, {"because", nullptr}};
    for (auto const& event : lines) {
        content["events"].push_back({{"epoch", event.epoch},
                                     {"rank", event.rank},
                                     {"time", event.time},
                                     {"text", event.text}});
    }
    if (cause) {
        content["because"] = {{"oid", cause->oid}, {"reason", cause->reason}};
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
    auto const lines = journal::drop_story(folder.journal(), drop);
    auto const cause = cause_of(folder, drop);
    if (o.json) {
        fmt::print("{}\n", as_json(o.drop, lines, cause));
    } else {
        print(o.drop, lines, cause);
    }
    return 0;
}

}  // namespace atl::app
