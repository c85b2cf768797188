#include "cross_checks.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <ranges>

#include <fmt/format.h>

#include "atoll/config/directive.hpp"
#include "atoll/config/shebang.hpp"
#include "atoll/config/worker_shape.hpp"

namespace atl::config {
namespace {

constexpr std::uint64_t least_memory = std::uint64_t{64} << 20U;

/// The row of \p key that is in force, or null.
KeyReport* row_of(ClusterFile& file, std::string_view key)
{
    auto const found = std::ranges::find_if(file.keys, [key](KeyReport const& report) {
        auto name = report.key;
        std::ranges::replace(name, '-', '_');
        return name == key && report.fate != KeyFate::overridden;
    });
    return found == file.keys.end() ? nullptr : &*found;
}

std::string place_of(ClusterFile& file, std::string_view key, std::string const& source)
{
    auto const* const row = row_of(file, key);
    return row == nullptr ? source : to_string(row->origin);
}

void extend_effect(ClusterFile& file, std::string_view key, std::string const& more)
{
    if (auto* const row = row_of(file, key); row != nullptr && row->fate != KeyFate::ignored) {
        row->effect += more;
    }
}

void check_required(ClusterFile& file, std::string const& source)
{
    auto const& cluster = file.cluster;
    bool const complete = cluster.cores && cluster.memory;
    bool const daliuge =
        file.layout == Layout::daliuge_ini || file.layout == Layout::daliuge_template;
    if (complete || daliuge || cluster.kind == ClusterKind::local ||
        file.diagnostics.has_errors()) {
        return;
    }
    for (auto const* const key : {"cores", "memory"}) {
        bool const missing = key == std::string_view{"cores"} ? !cluster.cores : !cluster.memory;
        if (missing) {
            file.diagnostics.error(source,
                                   fmt::format("'{}' is missing, and has no default", key),
                                   "state cores and memory of a worker, for instance 'cores: 8' "
                                   "and 'memory: 32GB'");
        }
    }
}

void check_shape(ClusterFile& file, std::string const& source)
{
    auto const& cluster = file.cluster;
    if (cluster.memory) {
        extend_effect(
            file,
            "memory",
            fmt::format(" ({}; --mem={})", to_string(*cluster.memory), memory_directive(cluster)));
        if (cluster.memory->count < least_memory) {
            file.diagnostics.error(
                place_of(file, "memory", source),
                fmt::format("memory of {} is too little for a node", to_string(*cluster.memory)),
                "a bare number is bytes: write a unit, for instance '128GB'");
        }
    }
    for (auto const* const key : {"cores", "processes", "job_cpu"}) {
        auto const& value = key == std::string_view{"cores"}       ? cluster.cores
                            : key == std::string_view{"processes"} ? cluster.processes
                                                                   : cluster.job_cpu;
        if (value == 0U) {
            file.diagnostics.error(
                place_of(file, key, source), fmt::format("'{}' is 0", key), "must be at least 1");
        }
    }
}

void check_bounds(ClusterFile& file, std::string const& source)
{
    auto const bounds = scaling_bounds(file.cluster);
    if (bounds.maximum && *bounds.maximum < std::max(1U, bounds.minimum)) {
        file.diagnostics.error(place_of(file, "adapt_kwargs.maximum", source),
                               fmt::format("at most {} jobs, and at least {}: that cannot be met",
                                           *bounds.maximum,
                                           std::max(1U, bounds.minimum)),
                               "maximum must not be below minimum, nor below one job");
    }
}

void check_walltime(ClusterFile& file, std::string const& source)
{
    auto const& walltime = file.cluster.walltime;
    if (row_of(file, "walltime") == nullptr) {
        return;
    }
    extend_effect(file, "walltime", fmt::format(" (= {})", to_string(walltime.span)));
    bool const bare =
        std::ranges::all_of(walltime.text, [](unsigned char c) { return std::isdigit(c) != 0; });
    if (bare) {
        file.diagnostics.note(place_of(file, "walltime", source),
                              fmt::format("walltime '{}' is in minutes", walltime.text),
                              "write 'h:m:s' to be plain");
    }
}

// sbatch does not expand variables in its header.
void check_dollars(ClusterFile& file, std::string const& source)
{
    auto const& cluster = file.cluster;
    std::array<std::pair<std::string_view, std::optional<std::string>>, 5> const values{{
        {"queue", cluster.queue},
        {"account", cluster.account},
        {"job_name", cluster.job_name},
        {"job_mem", cluster.job_mem},
        {"name", cluster.name},
    }};
    for (auto const& [key, value] : values) {
        if (value && value->find('$') != std::string::npos) {
            file.diagnostics.warning(place_of(file, key, source),
                                     fmt::format("'{}' of '{}' is taken as it stands", *value, key),
                                     "SLURM expands no variables in #SBATCH lines");
        }
    }
}

void check_shebang(ClusterFile& file, std::string const& source)
{
    auto const& shebang = file.cluster.shebang;
    auto const place = place_of(file, "shebang", source);
    if (!shebang.starts_with("#!")) {
        file.diagnostics.error(place,
                               fmt::format("shebang '{}' does not start with '#!'", shebang),
                               "for instance '#!/usr/bin/env bash'");
    } else if (shell_of(shebang) == ScriptShell::other) {
        file.diagnostics.error(
            place,
            fmt::format("shebang '{}' names no shell that can run the job's script", shebang),
            "for instance '#!/usr/bin/env bash'");
    } else if (shell_of(shebang) == ScriptShell::posix) {
        file.diagnostics.note(
            place, fmt::format("shebang '{}' is not bash: the script goes on in bash", shebang));
    }
}

void check_directives(ClusterFile& file, std::string const& source)
{
    auto const& extras = file.cluster.job_extra_directives;
    auto const place = place_of(file, "job_extra_directives", source);
    if (auto const array = directive_value(extras, "array")) {
        file.diagnostics.error(
            place,
            fmt::format("'--array={}' is not possible: a session is one job", *array),
            "take it out of job_extra_directives");
    }
    if (auto const time = directive_value(extras, "time")) {
        file.diagnostics.note(place, fmt::format("'--time={}' wins over walltime", *time));
        auto const span = parse_slurm_time(*time);
        if (span && span->count > 0) {
            file.cluster.walltime.span = *span;
        }
    }
    check_shebang(file, source);
}

}  // namespace

void cross_check(ClusterFile& file, std::string const& source)
{
    check_required(file, source);
    check_shape(file, source);
    check_bounds(file, source);
    check_walltime(file, source);
    check_dollars(file, source);
    check_directives(file, source);
}

}  // namespace atl::config
