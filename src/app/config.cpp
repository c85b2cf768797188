#include "app/config.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/explain.hpp"
#include "atoll/slurm/job_script.hpp"

#include "app/job_plan.hpp"
#include "app/named_session.hpp"
#include "app/new_session.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct ConfigOptions {
    std::string action;
    PlanOptions plan;
    bool json{false};
};

CommandLine describe(ConfigOptions& o)
{
    CommandLine line{"atoll config explain FILE... [options]\n       atoll config show [options]",
                     {},
                     {"action", "file"}};
    // clang-format off
    line.options.add_options()
        ("action",      po::value(&o.action), "explain or show")
        ("file",        po::value(&o.plan.cluster_files), "cluster file")
        ("config-name", po::value(&o.plan.config_name)->default_value(o.plan.config_name)->value_name("NAME"),
                        "section under 'jobqueue:' of a jobqueue.yaml")
        ("settings",    po::value(&o.plan.settings_file)->value_name("FILE"), "Atoll's own settings (YAML)")
        ("set",         po::value(&o.plan.sets)->value_name("KEY=VALUE"),
                        "change one setting or one key of the cluster file; may be repeated")
        ("json",        po::bool_switch(&o.json), "print a JSON object (explain)");
    // clang-format on
    return line;
}

std::string script_of(JobPlan& plan, ConfigOptions const& o)
{
    if (plan.cluster.diagnostics.has_errors() || plan.settings.diagnostics.has_errors() ||
        plan.cluster.cluster.kind == config::ClusterKind::local) {
        return {};
    }
    expand_log_directory(plan.cluster.cluster, o.plan.environment);
    auto const program = program_path();
    auto const share = slurm::share_folder(value_of(o.plan.environment, "ATOLL_SHARE"), program);
    session::SessionFolder const folder{sessions_root("") / "SESSION"};
    return slurm::render_job_scripts(
               {plan.cluster.cluster, plan.settings.settings, folder, program, plan.nodes},
               share / "slurm")
        .batch;
}

int explain(ConfigOptions const& o)
{
    auto plan = read_plan(o.plan);
    auto const script = script_of(plan, o);
    slurm::Explanation const explanation{
        plan.cluster, script, plan.nodes, plan.settings.diagnostics};
    fmt::print("{}\n",
               o.json ? slurm::explain_json(explanation) : slurm::explain_text(explanation));
    bool const wrong =
        plan.cluster.diagnostics.has_errors() || plan.settings.diagnostics.has_errors();
    return static_cast<int>(wrong ? ExitStatus::invalid_input : ExitStatus::success);
}

int show(ConfigOptions const& o)
{
    config::SettingsPlaces places;
    places.environment = o.plan.environment;
    places.sets = o.plan.sets;
    if (!o.plan.settings_file.empty()) {
        places.file = o.plan.settings_file;
    }
    auto const result = config::read_settings(places);
    result.diagnostics.throw_if_errors(ErrorKind::invalid_config, "settings");
    for (auto const& row : result.report) {
        fmt::print("{:<18} {:<12} {}\n", row.key, row.value, to_string(row.origin));
    }
    return 0;
}

}  // namespace

int config(std::span<std::string const> arguments)
{
    ConfigOptions o;
    auto const line = describe(o);
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    o.plan.environment = environment_map();
    if (o.action == "explain") {
        return explain(o);
    }
    if (o.action == "show") {
        return show(o);
    }
    throw Error{ErrorKind::usage,
                o.action.empty() ? "what is to be done with the configuration is missing"
                                 : fmt::format("unknown action '{}'", o.action),
                "must be explain or show"};
}

}  // namespace atl::app
