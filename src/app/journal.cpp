#include "app/journal.hpp"

#include <optional>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/journal/describe.hpp"
#include "atoll/journal/read_journal.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"

#include "app/load_graph.hpp"
#include "app/named_session.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

void verify(session::SessionFolder const& folder)
{
    std::uint64_t records = 0;
    auto const segments = journal::read_journal(folder.journal(), {});
    for (auto const& segment : segments) {
        records += segment.records;
        fmt::print("{:<16} {:>8} records {:>10} bytes{}\n",
                   segment.path.filename().string(),
                   segment.records,
                   segment.good,
                   segment.cut == 0
                       ? ""
                       : fmt::format(", cut: {} bytes of a write that did not end", segment.cut));
    }
    fmt::print("good: {} records in {} segments\n", records, segments.size());
}

void dump(session::SessionFolder const& folder)
{
    auto const [graph, diagnostics] =
        load_graph(folder.graph(), session::read_session_file(folder));
    auto const name = [&graph = graph](DropId drop) {
        return drop.value < graph.size() ? graph.oid(drop) : std::to_string(drop.value);
    };
    journal::read_journal(folder.journal(), [&](auto const& head, auto const& record) {
        fmt::print("{}", journal::describe(head, record, name));
    });
}

}  // namespace

int journal(std::span<std::string const> arguments)
{
    std::string what;
    std::string name;
    std::string root;
    CommandLine line{"atoll journal verify|dump [SESSION] [options]", {}, {"what", "session"}};
    line.options.add_options()("what", po::value(&what), "verify or dump")(
        "session", po::value(&name), "session (default: the youngest)")(
        "root", po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(what, "verify or dump", line);
    if (what != "verify" && what != "dump") {
        throw Error{ErrorKind::usage,
                    fmt::format("unknown action '{}'", what),
                    "it must be verify or dump: " + line.usage};
    }
    auto const folder = named_session(root, name);
    what == "verify" ? verify(folder) : dump(folder);
    return 0;
}

}  // namespace atl::app
