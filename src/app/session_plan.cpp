#include "app/session_plan.hpp"

#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"
#include "atoll/session/session_file.hpp"

#include "app/load_graph.hpp"

namespace atl::app {
namespace {

constexpr std::size_t reasons = 11;
constexpr std::size_t names_to_compare = 10'000;  // for the hint: more would take seconds

std::string line(manager::ResumeReason reason, bool runs, std::uint64_t count)
{
    return count == 0
               ? std::string{}
               : fmt::format("{:>12} {}: {}\n", count, runs ? "run" : "stay", to_string(reason));
}

}  // namespace

SessionPlan plan_session(session::SessionFolder const& folder,
                         session::ResumeRequest const& request)
{
    auto read = load_graph(folder.graph(), session::read_session_file(folder));
    read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, folder.graph().string());
    return plan_session(folder, folder.journal(), std::move(read.graph), request);
}

SessionPlan plan_session(session::SessionFolder const& folder,
                         std::filesystem::path const& journal,
                         graph::PhysicalGraph graph,
                         session::ResumeRequest const& request)
{
    SessionPlan plan{std::move(graph), {}};
    for (auto const& oid : request.from) {
        static_cast<void>(find_drop(plan.graph, oid));
    }
    plan.preview = runtime::preview_resume(folder, plan.graph, request, journal);
    return plan;
}

DropId find_drop(graph::PhysicalGraph const& graph, std::string const& oid)
{
    std::vector<std::string> names;
    for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
        auto name = graph.oid(DropId{drop});
        if (name == oid) {
            return DropId{drop};
        }
        if (names.size() < names_to_compare) {
            names.push_back(std::move(name));
        }
    }
    std::vector<std::string_view> const known{names.begin(), names.end()};
    throw Error{ErrorKind::usage,
                fmt::format("the session's graph has no drop '{}'", oid),
                did_you_mean(oid, known)};
}

std::string describe(SessionPlan const& plan)
{
    auto const& made = plan.preview.plan;
    if (plan.preview.last_epoch == 0) {
        return fmt::format("all {} drops run: the session has not begun\n", plan.graph.size());
    }
    std::array<std::uint64_t, reasons> run{};
    std::array<std::uint64_t, reasons> stay{};
    for (std::uint32_t drop = 0; drop < plan.graph.size(); ++drop) {
        auto const reason = static_cast<std::size_t>(made.verdicts[drop].reason);
        ++(made.drops[drop].kept() ? stay : run)[reason];
    }
    auto text = fmt::format("{} of {} drops run:\n", made.to_run(), plan.graph.size());
    for (std::size_t reason = 0; reason < reasons; ++reason) {
        text += line(static_cast<manager::ResumeReason>(reason), true, run[reason]);
        text += line(static_cast<manager::ResumeReason>(reason), false, stay[reason]);
    }
    return text;
}

}  // namespace atl::app
