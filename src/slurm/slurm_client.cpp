#include "atoll/slurm/slurm_client.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/job_environment.hpp"

#include "slurm/first_line.hpp"

namespace atl::slurm {
namespace {

/// Why \p answer is no success, in SLURM's words.
std::string complaint(process::CommandResult const& answer)
{
    if (answer.timed_out) {
        return "no answer in time";
    }
    auto const words = first_line(answer.errors);
    return answer.signal != 0 ? fmt::format("ended by signal {}, {}", answer.signal, words)
                              : fmt::format("status {}: {}", answer.exit_code, words);
}

/// The controller may have taken the job although sbatch did not hear of it.
bool is_unclear(process::CommandResult const& answer)
{
    constexpr std::array<std::string_view, 3> words{
        "Socket timed out", "Unexpected message", "Zero Bytes were transmitted"};
    return answer.timed_out || std::ranges::any_of(words, [&answer](auto word) {
               return answer.errors.find(word) != std::string::npos;
           });
}

bool is_number(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string> split(std::string const& line, char separator)
{
    std::vector<std::string> fields;
    std::istringstream stream{line};
    for (std::string field; std::getline(stream, field, separator);) {
        fields.push_back(field);
    }
    return fields;
}

void append_cluster(std::vector<std::string>& argv, std::string const& cluster)
{
    if (!cluster.empty()) {
        argv.push_back("--clusters=" + cluster);
    }
}

/// Reads a line of squeue's "%i|%T|%L|%r|%N" into the statuses of its job.
void take_line(std::string const& line, std::span<JobStatus> statuses)
{
    auto fields = split(line, '|');
    fields.resize(5);
    for (auto& status : statuses) {
        if (status.job.number == fields[0]) {
            status.word = fields[1];
            status.state = parse_job_state(fields[1]);
            status.time_left = fields[2];
            status.reason = fields[3];
            status.nodes = fields[4];
        }
    }
}

}  // namespace

SlurmClient::SlurmClient(CommandRunner& runner,
                         std::map<std::string, std::string> const& environment,
                         Seconds timeout)
    : runner_(runner), edits_(job_environment_edits(environment)), timeout_(timeout)
{
}

process::CommandRequest SlurmClient::request_for(std::vector<std::string> argv) const
{
    process::CommandRequest request;
    request.argv = std::move(argv);
    request.environment = edits_;
    request.timeout = std::chrono::milliseconds{static_cast<std::int64_t>(timeout_.count * 1000)};
    return request;
}

process::CommandResult SlurmClient::run(std::vector<std::string> argv,
                                        std::filesystem::path const& working_directory)
{
    auto const program = argv.front();
    auto request = request_for(std::move(argv));
    if (!working_directory.empty()) {
        request.working_directory = working_directory.string();
    }
    try {
        return runner_.run(request);
    } catch (Error const& problem) {
        throw Error{ErrorKind::slurm,
                    fmt::format("{} cannot be run ({})", program, problem.problem()),
                    "is this a node of a SLURM cluster? `atoll run` needs none"};
    }
}

JobId SlurmClient::submit(SubmitRequest const& request)
{
    std::vector<std::string> argv{"sbatch", "--parsable"};
    argv.insert(argv.end(), request.options.begin(), request.options.end());
    argv.push_back(request.script.string());
    auto const answer = run(std::move(argv), request.working_directory);
    if (!answer.succeeded()) {
        return find_by_comment(request.comment, answer);
    }
    // A site's wrapper may print lines of its own: the id stands in the last.
    std::string last;
    std::istringstream lines{answer.output};
    for (std::string line; std::getline(lines, line);) {
        last = line.empty() ? last : line;
    }
    auto fields = split(last, ';');
    fields.resize(2);
    if (!is_number(fields[0])) {
        throw Error{
            ErrorKind::slurm,
            fmt::format("sbatch answered '{}', which is no job id", first_line(answer.output))};
    }
    return {fields[0], fields[1]};
}

JobId SlurmClient::find_by_comment(std::string const& comment, process::CommandResult const& answer)
{
    if (is_unclear(answer) && !comment.empty()) {
        auto const listed = run({"squeue", "--noheader", "--me", "--format=%i|%k"});
        std::istringstream lines{listed.output};
        for (std::string line; std::getline(lines, line);) {
            auto const bar = line.find('|');
            if (bar != std::string::npos && line.substr(bar + 1) == comment) {
                return {line.substr(0, bar), {}};
            }
        }
    }
    throw Error{ErrorKind::slurm,
                fmt::format("sbatch refused the job ({})", complaint(answer)),
                "`atoll submit --dry-run` shows the job script"};
}

std::vector<JobStatus> SlurmClient::query(std::span<JobId const> jobs)
{
    std::vector<JobStatus> statuses;
    std::set<std::string> clusters;
    for (auto const& job : jobs) {
        statuses.push_back({job, JobState::not_listed, {}, {}, {}, {}});
        clusters.insert(job.cluster);
    }
    for (auto const& cluster : clusters) {
        query_cluster(cluster, statuses);
    }
    return statuses;
}

void SlurmClient::query_cluster(std::string const& cluster, std::span<JobStatus> statuses)
{
    std::vector<std::string> numbers;
    for (auto& status : statuses) {
        if (status.job.cluster == cluster) {
            numbers.push_back(status.job.number);
        }
    }
    std::vector<std::string> argv{"squeue",
                                  "--noheader",
                                  "--states=all",
                                  fmt::format("--jobs={}", fmt::join(numbers, ",")),
                                  "--format=%i|%T|%L|%r|%N"};
    append_cluster(argv, cluster);
    auto const answer = run(std::move(argv));
    bool const forgotten = answer.errors.find("Invalid job id") != std::string::npos;
    if (!answer.succeeded() && !forgotten) {
        throw Error{ErrorKind::slurm, fmt::format("squeue failed ({})", complaint(answer))};
    }
    std::istringstream lines{answer.output};
    for (std::string line; std::getline(lines, line);) {
        take_line(line, statuses);
    }
}

std::vector<JobStatus> SlurmClient::look_up(std::span<JobId const> jobs)
{
    std::vector<JobStatus> statuses;
    for (auto const& job : jobs) {
        statuses.push_back({job, JobState::not_listed, {}, {}, {}, {}});
        ask_controller(statuses.back());
        if (statuses.back().state == JobState::not_listed) {
            ask_accounting(statuses.back());
        }
    }
    return statuses;
}

void SlurmClient::ask_controller(JobStatus& status)
{
    std::vector<std::string> argv{"scontrol", "--oneliner"};
    append_cluster(argv, status.job.cluster);
    argv.insert(argv.end(), {"show", "job", status.job.number});
    auto const answer = run(std::move(argv));
    if (!answer.succeeded() && answer.errors.find("Invalid job id") == std::string::npos) {
        throw Error{ErrorKind::slurm, fmt::format("scontrol failed ({})", complaint(answer))};
    }
    for (auto const& word : split(answer.output, ' ')) {
        if (word.starts_with("JobState=")) {
            status.word = word.substr(word.find('=') + 1);
            status.state = parse_job_state(status.word);
        } else if (word.starts_with("Reason=")) {
            status.reason = word.substr(word.find('=') + 1);
        }
    }
}

// A site without accounting refuses, which tells as little as an empty answer.
void SlurmClient::ask_accounting(JobStatus& status)
{
    std::vector<std::string> argv{"sacct",
                                  "--noheader",
                                  "--parsable2",
                                  "--allocations",
                                  "--starttime=now-30days",
                                  "--jobs=" + status.job.number,
                                  "--format=JobIDRaw,State"};
    append_cluster(argv, status.job.cluster);
    process::CommandResult answer;
    try {
        answer = runner_.run(request_for(std::move(argv)));
    } catch (Error const&) {
        return;  // not installed here
    }
    std::istringstream lines{answer.output};
    for (std::string line; answer.succeeded() && std::getline(lines, line);) {
        auto const fields = split(line, '|');
        if (fields.size() == 2 && fields[0] == status.job.number) {
            status.word = fields[1];
            status.state = parse_job_state(fields[1]);
        }
    }
}

CancelResult SlurmClient::cancel(JobId const& job, CancelScope scope)
{
    return scope == CancelScope::any ? scancel(job, {}) : scancel(job, {"--state=PENDING"});
}

CancelResult SlurmClient::nudge(JobId const& job)
{
    return scancel(job, {"--batch", "--signal=USR1"});
}

CancelResult SlurmClient::scancel(JobId const& job, std::vector<std::string> const& options)
{
    std::vector<std::string> argv{"scancel"};
    argv.insert(argv.end(), options.begin(), options.end());
    append_cluster(argv, job.cluster);
    argv.push_back(job.number);
    auto const answer = run(std::move(argv));
    bool const gone = answer.errors.find("Invalid job id") != std::string::npos ||
                      answer.errors.find("already completing or completed") != std::string::npos;
    if (gone) {
        return CancelResult::already_gone;
    }
    if (!answer.succeeded()) {
        throw Error{ErrorKind::slurm,
                    fmt::format("scancel of job {} failed ({})", job.number, complaint(answer))};
    }
    return CancelResult::asked;
}

}  // namespace atl::slurm
