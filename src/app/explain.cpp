#include "app/explain.hpp"

#include <boost/program_options.hpp>
#include <fmt/format.h>

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
};

CommandLine command_line(ExplainOptions& o)
{
    CommandLine line{"atoll explain SESSION [DROP] [options]", {}, {"session", "drop"}};
    // clang-format off
    line.options.add_options()
        ("session", po::value(&o.session), "session")
        ("drop",    po::value(&o.drop), "oid of a drop")
        ("from",    po::value(&o.from)->value_name("DROP"), "as for `atoll resume`")
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
    fmt::print("{}", o.drop.empty() ? describe(plan) : why(plan, find_drop(plan.graph, o.drop)));
    return 0;
}

}  // namespace atl::app
