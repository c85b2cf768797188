#include "atoll/slurm/job_script.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "atoll/config/shebang.hpp"
#include "atoll/config/worker_shape.hpp"
#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"
#include "atoll/slurm/shell_word.hpp"

#include "header.hpp"
#include "script_template.hpp"

namespace atl::slurm {
namespace {

// HH:MM:00, the form DALiuGE gives to $JOB_DURATION.
std::string job_duration(Seconds span)
{
    auto const minutes = static_cast<std::uint64_t>(span.count / 60);
    return fmt::format("{:02}:{:02}:00", minutes / 60, minutes % 60);
}

/// The cluster with the variables of a DALiuGE template replaced; unchanged for other files.
config::ClusterConfig with_variables(JobRequest const& job)
{
    auto cluster = job.cluster;
    if (cluster.header != config::HeaderStyle::completed) {
        return cluster;
    }
    auto values = cluster.variables;
    values["SESSION_ID"] = job.folder.id();
    values["NUM_NODES"] = std::to_string(job.nodes);
    values["JOB_DURATION"] = job_duration(cluster.walltime.span);
    for (auto* const lines : {&cluster.job_extra_directives, &cluster.job_script_prologue}) {
        for (auto& line : *lines) {
            line = safe_substitute(line, values);
        }
    }
    for (auto const& directive : cluster.job_extra_directives) {
        if (directive.find('\n') != std::string::npos) {
            throw Error{ErrorKind::invalid_config,
                        fmt::format("'#SBATCH {}' would be more than one line", directive)};
        }
    }
    return cluster;
}

// A short job gives up no more than a tenth of its time.
std::uint64_t drain_seconds(JobRequest const& job)
{
    auto const wanted = job.settings.drain_before_end.count;
    auto const tenth = job.cluster.walltime.span.count / 10;
    return static_cast<std::uint64_t>(std::max(1.0, tenth > 0 ? std::min(wanted, tenth) : wanted));
}

/// What base job and extension jobs differ in.
struct Role {
    std::string_view log_name;       ///< Of the job's own output, before its number.
    std::string_view batch;          ///< Template of the batch script.
    std::vector<ShellWord> command;  ///< What each node runs.
};

std::vector<OwnOption> own_options(JobRequest const& job, Role const& role)
{
    std::vector<OwnOption> options{{"signal", fmt::format("B:USR1@{}", drain_seconds(job))},
                                   {"open-mode", "append"},
                                   {"no-kill", ""},  // A lost node is not the end: see job.sbatch.
                                   {"comment", "atoll:" + job.folder.id()}};
    if (!job.cluster.log_directory) {
        // SLURM replaces what follows a '%' in the name.
        std::string folder;
        for (char const c : job.folder.logs().string()) {
            folder += c == '%' ? std::string{"%%"} : std::string{c};
        }
        options.push_back({"output", fmt::format("{}/{}-%j.out", folder, role.log_name)});
    }
    return options;
}

std::string command_line(std::vector<ShellWord> const& words)
{
    std::string line;
    for (auto const& word : words) {
        line += (line.empty() ? "" : " ") + word.text();
    }
    return line;
}

/// What another shell than bash needs to go on as bash.
std::vector<std::string> lines_into_bash(std::string const& shebang)
{
    if (config::shell_of(shebang) == config::ScriptShell::bash) {
        return {};
    }
    // The number of the process stays the same; a job that this one submits has another.
    return {R"(if [ "${ATOLL_IN_BASH:-}" != "$$" ]; then)",
            R"(    ATOLL_IN_BASH=$$ && export ATOLL_IN_BASH && exec bash "$0" "$@")",
            "fi",
            "unset ATOLL_IN_BASH"};
}

std::map<std::string, ScriptPart> parts_of(JobRequest const& job,
                                           Role const& role,
                                           std::filesystem::path const& templates)
{
    auto const cluster = with_variables(job);
    auto const scratch = cluster.local_directory.value_or("");
    auto job_end = session::read_text(templates / "job_end.bash");
    job_end.resize(job_end.find_last_not_of('\n') + 1);
    return {
        {"shebang", ScriptPart::lines({cluster.shebang})},
        {"header",
         ScriptPart::lines(header_lines(cluster, job.settings.memory_directive, job.nodes))},
        {"own_header", ScriptPart::lines(own_lines(cluster, own_options(job, role)))},
        {"in_bash", ScriptPart::lines(lines_into_bash(cluster.shebang))},
        {"prologue", ScriptPart::lines(cluster.job_script_prologue)},
        {"epilogue", ScriptPart::lines(cluster.job_script_epilogue)},
        {"job_end", ScriptPart::lines({job_end})},
        {"command", ScriptPart::lines({command_line(role.command)})},
        {"drain", ShellWord::literal(std::to_string(drain_seconds(job)))},
        {"session", ShellWord::literal(job.folder.path().string())},
        {"program", ShellWord::literal(job.program.string())},
        {"launcher", ShellWord::literal(config::to_string(job.settings.launcher))},
        {"nodes", ShellWord::number(job.nodes)},
        {"scratch", ShellWord::expanding(scratch)},
    };
}

JobScripts render(JobRequest const& job, Role const& role, std::filesystem::path const& templates)
{
    auto const parts = parts_of(job, role, templates);
    return {fill_template(session::read_text(templates / role.batch), parts),
            fill_template(session::read_text(templates / "node.bash"), parts)};
}

}  // namespace

JobScripts render_job_scripts(JobRequest const& job, std::filesystem::path const& templates)
{
    Role const base{"job",
                    "job.sbatch",
                    {ShellWord::literal(job.program.string()),
                     ShellWord::literal("ranks"),
                     ShellWord::literal("--session"),
                     ShellWord::literal(job.folder.path().string()),
                     ShellWord::literal("--expect-ranks"),
                     // On fewer nodes when some were lost: see job.sbatch.
                     ShellWord::variable_or("ATOLL_RANKS", std::uint64_t{job.nodes} + 1)}};
    return render(job, base, templates);
}

JobScripts render_extension_scripts(JobRequest const& job, std::filesystem::path const& templates)
{
    Role const extension{"extension",
                         "extension.sbatch",
                         {ShellWord::literal(job.program.string()),
                          ShellWord::literal("extension"),
                          ShellWord::literal("--session"),
                          ShellWord::literal(job.folder.path().string()),
                          ShellWord::literal("--wait"),
                          ShellWord::literal(fmt::format("{}", job.cluster.death_timeout.count))}};
    auto one = job;
    one.nodes = std::max(1U, job.settings.nodes_per_extension);
    return render(one, extension, templates);
}

std::filesystem::path share_folder(std::string_view chosen, std::filesystem::path const& program)
{
    std::vector<std::filesystem::path> places;
    if (!chosen.empty()) {
        places.emplace_back(chosen);
    } else {
        places = {program.parent_path().parent_path() / "share" / "atoll", ATOLL_BUILT_FROM};
    }
    for (auto const& place : places) {
        std::error_code ignored;
        if (std::filesystem::exists(place / "slurm" / "job.sbatch", ignored)) {
            return place;
        }
    }
    throw Error{ErrorKind::io,
                fmt::format("the job script templates are not in '{}'",
                            (places.front() / "slurm").string()),
                "ATOLL_SHARE names the folder that holds slurm/ and yaml/ (PREFIX/share/atoll)"};
}

}  // namespace atl::slurm
