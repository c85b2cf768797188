#include "app/report.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/drop_state.hpp"
#include "atoll/journal/session_snapshot.hpp"
#include "atoll/journal/template_summary.hpp"
#include "atoll/session/graph_edit.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"

#include "app/load_graph.hpp"
#include "app/named_session.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

constexpr std::size_t reported_failures = 20;

std::string counts_of(journal::TemplateSummary const& summary)
{
    std::string text;
    for (std::size_t state = 0; state < summary.states.size(); ++state) {
        if (summary.states[state] > 0) {
            fmt::format_to(std::back_inserter(text),
                           "  {} {}",
                           summary.states[state],
                           to_string(static_cast<DropState>(state)));
        }
    }
    return text;
}

void print_epochs(journal::SessionSnapshot const& snapshot)
{
    for (auto const& epoch : snapshot.epochs) {
        fmt::print("epoch {}: {} ranks, from {:.3f} s", epoch.epoch, epoch.ranks, epoch.begun);
        if (epoch.outcome) {
            fmt::print(
                " to {:.3f} s, exit status {}", epoch.ended, static_cast<int>(*epoch.outcome));
        } else {
            fmt::print(", end not recorded");
        }
        for (auto const rank : epoch.lost_ranks) {
            fmt::print(", rank {} lost", rank);
        }
        fmt::print("{}{}\n", epoch.reason.empty() ? "" : ": ", epoch.reason);
    }
}

void print_templates(journal::SessionSnapshot const& snapshot, graph::PhysicalGraph const& graph)
{
    auto const sums = journal::summarize(
        snapshot, graph.templates().size(), [&](DropId drop) { return graph.template_of(drop); });
    for (std::uint32_t i = 0; i < sums.size(); ++i) {
        fmt::print(
            "{}\n  {} drops:{}\n", graph.name(TemplateId{i}), sums[i].drops(), counts_of(sums[i]));
        if (graph.templates()[i].kind == DropKind::app) {
            fmt::print("  {:.3f} s in all, longest {:.3f} s\n",
                       sums[i].run_seconds,
                       sums[i].longest_seconds);
        } else if (sums[i].bytes > 0) {
            fmt::print("  {} bytes\n", sums[i].bytes);
        }
        if (sums[i].lost_tries > 0) {
            fmt::print("  {} tries lost with their rank\n", sums[i].lost_tries);
        }
    }
}

void print_failures(journal::SessionSnapshot const& snapshot)
{
    auto const shown = std::min(reported_failures, snapshot.failures.size());
    for (std::size_t i = 0; i < shown; ++i) {
        fmt::print("failed: {}\n", snapshot.failures[i].text);
    }
    if (shown < snapshot.failures.size()) {
        fmt::print("... and {} more\n", snapshot.failures.size() - shown);
    }
    for (auto const& tail : snapshot.cut) {
        fmt::print("journal: {} ended in the middle of a write; {} bytes of it count\n",
                   tail.segment.filename().string(),
                   tail.offset);
    }
}

nlohmann::json epochs_json(journal::SessionSnapshot const& snapshot)
{
    auto list = nlohmann::json::array();
    for (auto const& epoch : snapshot.epochs) {
        list.push_back({{"epoch", epoch.epoch},
                        {"ranks", epoch.ranks},
                        {"begun", epoch.begun},
                        {"ended", nullptr},
                        {"exit_status", nullptr},
                        {"ranks_lost", epoch.lost_ranks},
                        {"reason", epoch.reason}});
        if (epoch.outcome) {
            list.back()["ended"] = epoch.ended;
            list.back()["exit_status"] = static_cast<int>(*epoch.outcome);
        }
    }
    return list;
}

nlohmann::json templates_json(journal::SessionSnapshot const& snapshot,
                              graph::PhysicalGraph const& graph)
{
    auto list = nlohmann::json::array();
    auto const sums = journal::summarize(
        snapshot, graph.templates().size(), [&](DropId drop) { return graph.template_of(drop); });
    for (std::uint32_t i = 0; i < sums.size(); ++i) {
        bool const is_app = graph.templates()[i].kind == DropKind::app;
        auto states = nlohmann::json::object();
        for (std::size_t state = 0; state < sums[i].states.size(); ++state) {
            if (sums[i].states[state] > 0) {
                states[std::string{to_string(static_cast<DropState>(state))}] =
                    sums[i].states[state];
            }
        }
        list.push_back({{"name", graph.name(TemplateId{i})},
                        {"kind", is_app ? "app" : "data"},
                        {"total", sums[i].drops()},
                        {"drops", std::move(states)},
                        {"seconds", sums[i].run_seconds},
                        {"longest_seconds", sums[i].longest_seconds},
                        {"bytes", sums[i].bytes},
                        {"lost_tries", sums[i].lost_tries}});
    }
    return list;
}

/// What one journal tells, with the graph of which it tells.
struct Account {
    std::string journal;  ///< Name of its folder.
    journal::SessionSnapshot snapshot;
    /// Nothing when it is not kept: edits of early versions left the journal alone.
    std::optional<graph::PhysicalGraph> graph;
};

/// \param folder  holds the graph and its session file.
Account read_account(session::SessionFolder const& folder, std::filesystem::path const& journal)
{
    Account account{journal.filename().string(), journal::read_session(journal), std::nullopt};
    if (std::filesystem::exists(folder.graph())) {
        account.graph = load_graph(folder.graph(), session::read_session_file(folder)).graph;
        auto& drops = account.snapshot.drops;
        drops.resize(std::min<std::size_t>(drops.size(), account.graph->size()));
    }
    return account;
}

/// From before the session's graph was edited, the oldest first.
std::vector<Account> earlier_accounts(session::SessionFolder const& folder)
{
    std::vector<Account> accounts;
    for (auto const& earlier : session::earlier_journals(folder)) {
        accounts.push_back(read_account(earlier, earlier.path()));
    }
    return accounts;
}

nlohmann::json json_of(Account const& account)
{
    using nlohmann::json;
    json content{{"journal", account.journal},
                 {"epochs", epochs_json(account.snapshot)},
                 {"templates", json::array()},
                 {"failures", json::array()}};
    if (account.graph) {
        content["templates"] = templates_json(account.snapshot, *account.graph);
    }
    for (auto const& failure : account.snapshot.failures) {
        content["failures"].push_back(
            {{"oid", account.graph ? json(account.graph->oid(failure.drop)) : json(nullptr)},
             {"epoch", failure.epoch},
             {"reason", failure.text}});
    }
    return content;
}

void print(Account const& account)
{
    print_epochs(account.snapshot);
    if (account.graph) {
        print_templates(account.snapshot, *account.graph);
    }
    print_failures(account.snapshot);
}

std::string as_json(session::SessionFolder const& folder,
                    Account const& account,
                    std::vector<Account> const& earlier)
{
    using nlohmann::json;
    auto content = json_of(account);
    content["id"] = folder.id();
    content["earlier"] = json::array();
    for (auto const& one : earlier) {
        content["earlier"].push_back(json_of(one));
    }
    return content.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace

int report(std::span<std::string const> arguments)
{
    std::string name;
    std::string root;
    bool json{false};
    CommandLine line{"atoll report [SESSION] [options]", {}, {"session"}};
    line.options.add_options()("session", po::value(&name), "session (default: the youngest)")(
        "json", po::bool_switch(&json), "print a JSON object")(
        "root", po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    auto const folder = named_session(root, name);
    auto const account = read_account(folder, folder.journal());
    auto const earlier = earlier_accounts(folder);
    if (json) {
        fmt::print("{}\n", as_json(folder, account, earlier));
        return 0;
    }
    fmt::print("session {}\n", folder.id());
    for (auto const& one : earlier) {
        fmt::print("before the graph was edited ({}):\n", one.journal);
        print(one);
    }
    if (!earlier.empty()) {
        fmt::print("since then:\n");
    }
    print(account);
    return 0;
}

}  // namespace atl::app
