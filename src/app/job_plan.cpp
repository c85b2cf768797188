#include "app/job_plan.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/config/directive.hpp"
#include "atoll/config/worker_shape.hpp"
#include "atoll/core/error.hpp"

#include "app/options.hpp"

namespace atl::app {
namespace {

std::vector<std::filesystem::path> files_of(PlanOptions const& options)
{
    std::vector<std::filesystem::path> files{options.cluster_files.begin(),
                                             options.cluster_files.end()};
    if (files.empty()) {
        auto const usual = value_of(options.environment, "ATOLL_CLUSTER");
        if (usual.empty()) {
            throw Error{ErrorKind::usage,
                        "no cluster file is named",
                        "-c FILE names one; ATOLL_CLUSTER names the usual one; share/atoll/yaml "
                        "holds examples"};
        }
        files.emplace_back(usual);
    }
    return files;
}

bool is_number(std::string const& text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

// The ranks of a session are one MPI world, whose size the script must know.
void check_node_options(JobPlan& plan)
{
    auto const& extras = plan.cluster.cluster.job_extra_directives;
    // A template may leave the numbers open, and give each node several tasks.
    bool const is_template = plan.cluster.cluster.header == config::HeaderStyle::completed;
    auto const expected = std::to_string(plan.nodes);
    for (auto const* const option : {"nodes", "ntasks"}) {
        auto const value = config::directive_value(extras, option);
        if (!value || *value == expected) {
            continue;
        }
        if (!is_template || (option == std::string_view{"nodes"} && is_number(*value))) {
            plan.cluster.diagnostics.error(
                "job_extra_directives",
                fmt::format(
                    "'--{}={}' contradicts the {} nodes of the session", option, *value, expected),
                "take it out and give --nodes to `atoll submit`");
        }
    }
}

void show(Diagnostics const& diagnostics)
{
    if (!diagnostics.has_errors()) {
        fmt::print(stderr, "{}", diagnostics.render());
    }
}

}  // namespace

JobPlan read_plan(PlanOptions const& options)
{
    config::SettingsPlaces places;
    places.environment = options.environment;
    if (!options.settings_file.empty()) {
        places.file = options.settings_file;
    }
    config::ReadOptions reading;
    reading.config_name = options.config_name;
    reading.environment = options.environment;
    auto const known = config::known_cluster_keys();
    for (auto const& set : options.sets) {
        auto const key = set.substr(0, set.find('='));
        bool const of_cluster =
            !config::is_setting(key) &&
            (std::ranges::find(known, key) != known.end() || key.find('.') != std::string::npos);
        (of_cluster ? reading.sets : places.sets).push_back(set);
    }
    JobPlan plan;
    plan.source = options;
    plan.files = files_of(options);
    plan.settings = config::read_settings(places);
    plan.cluster = config::read_cluster_files(plan.files, reading);
    plan.nodes = plan.settings.settings.nodes != 0 ? plan.settings.settings.nodes
                                                   : config::initial_nodes(plan.cluster.cluster);
    check_node_options(plan);
    return plan;
}

std::uint32_t cpus_per_rank(JobPlan const& plan)
{
    auto const& cluster = plan.cluster.cluster;
    auto const stated = plan.settings.settings.cpus_per_rank;
    bool const has_shape = cluster.cores || cluster.job_cpu;
    return stated == 0 && has_shape ? config::worker_shape(cluster).cpus : stated;
}

void require_valid(JobPlan const& plan)
{
    if (plan.cluster.cluster.kind == config::ClusterKind::local) {
        throw Error{ErrorKind::invalid_config,
                    fmt::format("'{}' describes processes of this machine, not jobs of SLURM",
                                plan.files.front().string()),
                    "`atoll run GRAPH --ranks N` runs it here"};
    }
    show(plan.settings.diagnostics);
    show(plan.cluster.diagnostics);
    plan.settings.diagnostics.throw_if_errors(ErrorKind::invalid_config, "settings");
    plan.cluster.diagnostics.throw_if_errors(ErrorKind::invalid_config,
                                             plan.files.front().string());
}

}  // namespace atl::app
