#include "app/story.hpp"

#include <fmt/format.h>

#include "atoll/journal/drop_story.hpp"
#include "atoll/session/session_folder.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"
#include "app/session_drops.hpp"

namespace atl::app {

namespace po = boost::program_options;

int story(std::span<std::string const> arguments)
{
    std::string name;
    std::string oid;
    std::string root;
    CommandLine line{"atoll story SESSION DROP [options]", {}, {"session", "drop"}};
    line.options.add_options()("session", po::value(&name), "session; 'last' is the youngest")(
        "drop", po::value(&oid), "uid of the drop")(
        "root", po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(oid, "a session and a drop", line);
    auto const folder = named_session(root, name);
    auto const drop = find_drop(folder, oid);
    auto const lines = journal::drop_story(folder.journal(), drop);
    if (lines.empty()) {
        fmt::print("nothing has happened to drop '{}'\n", oid);
    }
    for (auto const& event : lines) {
        fmt::print(
            "epoch {} rank {} {:>12.6f} s  {}\n", event.epoch, event.rank, event.time, event.text);
    }
    return 0;
}

}  // namespace atl::app
