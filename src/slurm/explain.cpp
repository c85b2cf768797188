#include "atoll/slurm/explain.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/config/worker_shape.hpp"

namespace atl::slurm {
namespace {

/// What became of a key; one whose value is wrong has no effect.
std::string_view fate_of(config::KeyReport const& row, Diagnostics const& diagnostics)
{
    auto const place = to_string(row.origin);
    bool const is_wrong =
        std::ranges::any_of(diagnostics.problems(), [&place](Problem const& problem) {
            return problem.severity == Severity::error && problem.where == place;
        });
    return is_wrong ? "refused" : config::to_string(row.fate);
}

std::string keys_text(config::ClusterFile const& file)
{
    std::string text;
    for (auto const& row : file.keys) {
        text += fmt::format("{} = {}\n    {}, {}: {}\n",
                            row.key,
                            row.value,
                            to_string(row.origin),
                            fate_of(row, file.diagnostics),
                            row.effect);
    }
    return text;
}

std::string counted(std::uint32_t number, std::string_view thing)
{
    return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string worker_text(config::ClusterConfig const& cluster)
{
    auto const shape = config::worker_shape(cluster);
    auto const memory = shape.memory.count == 0 ? "what SLURM gives" : to_string(shape.memory);
    return fmt::format("{} x {}, memory: {}",
                       counted(shape.slots, "slot"),
                       counted(std::max(1U, shape.cpus / shape.slots), "CPU"),
                       memory);
}

std::string bounds_text(Explanation const& explanation)
{
    auto const& cluster = explanation.file.cluster;
    auto const bounds = config::scaling_bounds(cluster);
    auto const shape = config::worker_shape(cluster);
    auto const maximum = bounds.maximum ? fmt::format("{} nodes ({} CPUs)",
                                                      *bounds.maximum,
                                                      std::uint64_t{*bounds.maximum} * shape.cpus)
                                        : "not stated";
    return fmt::format("at least {} ({}), at most {}; a session without --nodes takes {}",
                       counted(bounds.minimum, "node"),
                       counted(bounds.minimum * shape.cpus, "CPU"),
                       maximum,
                       explanation.nodes);
}

}  // namespace

std::string explain_text(Explanation const& explanation)
{
    auto const& file = explanation.file;
    return fmt::format(
        "form: {}\n\n== job script\n{}\n== keys\n{}\n== worker (one a node)\n{}\n\n== "
        "size\n{}\n{}{}{}",
        config::to_string(file.layout),
        explanation.script.empty() ? "none: the file has errors\n" : explanation.script,
        keys_text(file),
        worker_text(file.cluster),
        bounds_text(explanation),
        file.diagnostics.problems().empty() && explanation.settings.problems().empty()
            ? ""
            : "\n== problems\n",
        file.diagnostics.render(),
        explanation.settings.render());
}

namespace {

void add_problems(Diagnostics const& diagnostics, nlohmann::json& list)
{
    constexpr std::array<std::string_view, 3> severities{"note", "warning", "error"};
    for (auto const& problem : diagnostics.problems()) {
        list.push_back({{"severity", severities[static_cast<std::size_t>(problem.severity)]},
                        {"where", problem.where},
                        {"what", problem.what},
                        {"hint", problem.hint}});
    }
}

}  // namespace

std::string explain_json(Explanation const& explanation)
{
    using nlohmann::json;
    auto const& file = explanation.file;
    auto const shape = config::worker_shape(file.cluster);
    auto const bounds = config::scaling_bounds(file.cluster);
    json content{{"layout", config::to_string(file.layout)},
                 {"script", explanation.script},
                 {"nodes", explanation.nodes},
                 {"worker",
                  {{"slots", shape.slots},
                   {"cpus", shape.cpus},
                   {"memory", shape.memory.count},
                   {"processes", shape.processes}}},
                 {"bounds", {{"minimum", bounds.minimum}, {"maximum", nullptr}}},
                 {"keys", json::array()},
                 {"problems", json::array()}};
    if (bounds.maximum) {
        content["bounds"]["maximum"] = *bounds.maximum;
    }
    for (auto const& row : file.keys) {
        content["keys"].push_back({{"key", row.key},
                                   {"value", row.value},
                                   {"origin", to_string(row.origin)},
                                   {"fate", fate_of(row, file.diagnostics)},
                                   {"effect", row.effect}});
    }
    add_problems(file.diagnostics, content["problems"]);
    add_problems(explanation.settings, content["problems"]);
    return content.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace atl::slurm
