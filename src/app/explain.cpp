#include "app/explain.hpp"

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/drop_state.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"
#include "app/session_plan.hpp"

namespace po = boost::program_options;

namespace atl::app {
namespace {

struct ExplainOptions {
    std::string session;
    std::string drop;
    std::string root;
    std::vector<std::string> from;
    bool json{false};
};

CommandLine command_line(ExplainOptions& o)
{
    CommandLine line{"atoll explain SESSION [DROP] [options]", {}, {"session", "drop"}};
    // clang-format off
    line.options.add_options()
        ("session", po::value(&o.session), "session")
        ("drop",    po::value(&o.drop), "oid of a drop")
        ("from",    po::value(&o.from)->value_name("DROP"), "as for `atoll resume`")
        ("json",    po::bool_switch(&o.json), "print a JSON object")
        ("root",    po::value(&o.root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    // clang-format on
    return line;
}

std::string why(SessionPlan const& plan, DropId drop)
{
    auto const oid = plan.graph.oid(drop);
    auto const& made = plan.preview.plan;
    if (plan.preview.last_epoch == 0) {
        return fmt::format("drop '{}' will run: the session has not begun\n", oid);
    }
    auto const& verdict = made.verdicts[drop.index()];
    auto const& restored = made.drops[drop.index()];
    auto text = restored.kept()
                    ? fmt::format("drop '{}' will not run, it stays {}: {}",
                                  oid,
                                  to_string(restored.state),
                                  to_string(verdict.reason))
                    : fmt::format("drop '{}' will run: {}", oid, to_string(verdict.reason));
    if (verdict.because != drop) {
        text += fmt::format(" ('{}')", plan.graph.oid(verdict.because));
    }
    return text + "\n";
}

/// What becomes of \p drop: its words are those of why().
nlohmann::json verdict_of(SessionPlan const& plan, DropId drop)
{
    auto const oid = plan.graph.oid(drop);
    if (plan.preview.last_epoch == 0) {
        return {{"oid", oid}, {"runs", true}, {"reason", "the session has not begun"}};
    }
    auto const& verdict = plan.preview.plan.verdicts[drop.index()];
    bool const runs = !plan.preview.plan.drops[drop.index()].kept();
    return {{"oid", oid},
            {"runs", runs},
            {"reason", to_string(verdict.reason)},
            {"because", plan.graph.oid(verdict.because)}};
}

/// Numbers of drops by what becomes of them and why.
nlohmann::json sums_of(SessionPlan const& plan)
{
    using nlohmann::json;
    json content{{"drops", plan.graph.size()}, {"run", json::object()}, {"stay", json::object()}};
    for (std::uint32_t i = 0; i < plan.graph.size(); ++i) {
        auto const verdict = verdict_of(plan, DropId{i});
        auto& count = content[verdict["runs"].get<bool>() ? "run" : "stay"]
                             [verdict["reason"].get<std::string>()];
        count = count.is_null() ? 1 : count.get<std::uint64_t>() + 1;
    }
    return content;
}

std::string as_json(SessionPlan const& plan, std::string const& drop)
{
    auto const content =
        drop.empty() ? sums_of(plan) : verdict_of(plan, find_drop(plan.graph, drop));
    return content.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

int explain(std::span<std::string const> arguments)
{
    ExplainOptions o;
    auto const line = command_line(o);
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(o.session, "the session", line);
    auto const folder = named_session(o.root, o.session);
    auto const plan = plan_session(folder, {0, session::FailedDrops::run_again, o.from, {}});
    if (o.json) {
        fmt::print("{}\n", as_json(plan, o.drop));
        return 0;
    }
    fmt::print("{}", o.drop.empty() ? describe(plan) : why(plan, find_drop(plan.graph, o.drop)));
    return 0;
}

}  // namespace atl::app
