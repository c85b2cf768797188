#include "app/list.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/error.hpp"
#include "atoll/slurm/session_view.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;
using nlohmann::json;

/// One session of the list; `problem` where its folder cannot be read.
json row_of(session::SessionFolder const& folder, slurm::SlurmClient& client)
{
    try {
        auto const view = slurm::view_session(folder, client, slurm::AskSlurm::yes);
        auto row = json::parse(slurm::to_json(folder, view), nullptr, false);
        row["job_word"] = slurm::job_word(view);
        return row;
    } catch (Error const& problem) {
        return {{"id", folder.id()},
                {"folder", folder.path().string()},
                {"job_word", "-"},
                {"line", problem.problem()},
                {"problem", problem.problem()}};
    }
}

void print_row(json const& row)
{
    fmt::print("{:<44} {:>8}  {}\n",
               row.at("id").get<std::string>(),
               row.at("job_word").get<std::string>(),
               row.at("line").get<std::string>());
}

}  // namespace

int list(std::span<std::string const> arguments)
{
    std::string root;
    bool as_json{false};
    CommandLine line{"atoll list [options]", {}, {}};
    line.options.add_options()(
        "json", po::bool_switch(&as_json), "print a JSON list, an object for each session")(
        "root", po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    auto const environment = environment_map();
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment, Seconds{20}};
    auto rows = json::array();
    for (auto const& folder : session::list_sessions(sessions_root(root))) {
        rows.push_back(row_of(folder, client));
        if (!as_json) {
            print_row(rows.back());
        }
    }
    if (as_json) {
        fmt::print("{}\n", rows.dump(2, ' ', false, json::error_handler_t::replace));
    }
    return 0;
}

}  // namespace atl::app
