#include "app/scale.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/scale_request.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/status_file.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

/// Nothing for "auto".
std::optional<std::uint32_t> read_number(std::string const& text)
{
    if (text == "auto") {
        return std::nullopt;
    }
    std::uint32_t nodes{0};
    auto const* const end = text.data() + text.size();
    auto const [stop, failure] = std::from_chars(text.data(), end, nodes);
    if (failure != std::errc{} || stop != end || nodes == 0) {
        throw Error{ErrorKind::usage,
                    fmt::format("'{}' is no number of nodes", text),
                    "a number from 1 on, the nodes of the base job among them, or 'auto'"};
    }
    return nodes;
}

}  // namespace

int scale(std::span<std::string const> arguments)
{
    std::string name;
    std::string number;
    std::string root;
    CommandLine line{"atoll scale SESSION NODES|auto [options]", {}, {"session", "nodes"}};
    // clang-format off
    line.options.add_options()
        ("session", po::value(&name), "session")
        ("nodes",   po::value(&number), "nodes in all; 'auto': as the work asks")
        ("root",    po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    // clang-format on
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(name, "session", line);
    require(number, "number of nodes", line);
    auto const nodes = read_number(number);
    auto const folder = named_session(root, name);
    auto const session = session::read_session_file(folder);
    auto const extensions = session.options.find("extensions");
    if (session.job_id.empty() || extensions == session.options.end() ||
        extensions->second != "on") {
        throw Error{ErrorKind::usage,
                    fmt::format("session {} takes no extension jobs: it cannot grow", folder.id()),
                    "`atoll submit` with adapt_kwargs in the cluster file, or with `--set "
                    "engine.extensions=on`, starts sessions that can"};
    }
    if (session::read_exit_status(folder)) {
        fmt::print("session {} has ended already\n", folder.id());
        return 0;
    }
    session::request_scale(folder, nodes);
    auto const kept = nodes && *nodes < session.node_managers
                          ? fmt::format("; the base job keeps its {}", session.node_managers)
                          : "";
    fmt::print("session {} is asked for {}{}\n",
               folder.id(),
               nodes ? fmt::format("{} nodes", *nodes) : "as many nodes as the work needs",
               kept);
    return 0;
}

}  // namespace atl::app
