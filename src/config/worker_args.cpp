#include "worker_args.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include <fmt/format.h>

namespace atl::config {
namespace {

/// "--option value" of dask's worker.
struct WorkerOption {
    std::string name;
    std::string value;
};

// dask joins the texts with spaces and lets the shell split them again.
std::vector<WorkerOption> options_of(std::vector<std::string> const& arguments)
{
    std::string all;
    for (auto const& argument : arguments) {
        all += argument + ' ';
    }
    std::istringstream words{all};
    std::vector<WorkerOption> options;
    for (std::string word; words >> word;) {
        if (word.starts_with("--")) {
            auto const equals = word.find('=');
            options.push_back({word.substr(0, equals),
                               equals == std::string::npos ? "" : word.substr(equals + 1)});
        } else if (!options.empty() && options.back().value.empty()) {
            options.back().value = word;
        }
    }
    return options;
}

KeyReport row_for(WorkerOption const& option, Origin const& origin)
{
    return {fmt::format("worker_extra_args {}", option.name),
            option.value,
            origin,
            KeyFate::ignored,
            "an option of dask's worker"};
}

void take_text(std::optional<std::string>& member, WorkerOption const& option, KeyReport& row)
{
    row.fate = member ? KeyFate::overridden : KeyFate::honoured;
    row.effect = member ? "the key of the same name wins" : "as the key of the same name";
    member = member.value_or(option.value);
}

void take_lifetime(ClusterFile& file, WorkerOption const& option, KeyReport& row)
{
    row.effect = "the job ends with its time limit, and stops in time for it";
    auto const lifetime = parse_timedelta(option.value);
    if (lifetime && *lifetime >= file.cluster.walltime.span) {
        file.diagnostics.warning(
            to_string(row.origin),
            fmt::format("'--lifetime {}' is longer than the walltime", option.value),
            "it has no effect, in dask neither");
    }
}

}  // namespace

void apply_worker_args(ClusterFile& file)
{
    auto const found = std::ranges::find_if(file.keys, [](KeyReport const& report) {
        bool const name = report.key == "worker_extra_args" || report.key == "worker-extra-args" ||
                          report.key == "extra";
        return name && report.fate != KeyFate::overridden;
    });
    if (found == file.keys.end()) {
        return;
    }
    auto const origin = found->origin;
    for (auto const& option : options_of(file.cluster.worker_extra_args)) {
        auto row = row_for(option, origin);
        if (option.name == "--local-directory") {
            take_text(file.cluster.local_directory, option, row);
        } else if (option.name == "--interface") {
            take_text(file.cluster.interface, option, row);
        } else if (option.name == "--name") {
            take_text(file.cluster.name, option, row);
        } else if (option.name == "--lifetime") {
            take_lifetime(file, option, row);
        } else if (option.name == "--memory-limit" || option.name == "--nthreads") {
            row.effect = "cores and memory say what a node has";
        }
        file.keys.push_back(std::move(row));
    }
}

}  // namespace atl::config
