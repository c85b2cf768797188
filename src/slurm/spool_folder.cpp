#include "atoll/slurm/spool_folder.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::slurm {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::array<std::string_view, 5> programs{
    "sbatch", "squeue", "scancel", "scontrol", "sacct"};
constexpr int refused = 126;

std::string dump(json const& content)
{
    return content.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

json to_json(process::CommandResult const& result)
{
    return {{"exit_code", result.exit_code},
            {"signal", result.signal},
            {"output", result.output},
            {"errors", result.errors},
            {"timed_out", result.timed_out}};
}

process::CommandRequest request_from(json const& j)
{
    process::CommandRequest request;
    request.argv = j.at("argv").get<std::vector<std::string>>();
    request.timeout = std::chrono::milliseconds{j.at("timeout_ms").get<std::int64_t>()};
    if (auto const& folder = j.at("working_directory"); !folder.is_null()) {
        request.working_directory = folder.get<std::string>();
    }
    return request;
}

process::CommandResult failure(std::string text)
{
    process::CommandResult result;
    result.exit_code = refused;
    result.errors = std::move(text);
    return result;
}

process::CommandResult run_request(std::string const& text,
                                   CommandRunner& runner,
                                   std::vector<process::EnvironmentEdit> const& environment)
{
    try {
        auto request = request_from(json::parse(text));
        if (request.argv.empty() ||
            std::ranges::find(programs, request.argv.front()) == programs.end()) {
            return failure(fmt::format("'{}' is none of {}",
                                       request.argv.empty() ? "" : request.argv.front(),
                                       fmt::join(programs, ", ")));
        }
        request.environment = environment;
        return runner.run(request);
    } catch (json::exception const& problem) {
        return failure(fmt::format("the request is damaged ({})", problem.what()));
    } catch (Error const& problem) {
        return failure(problem.problem());
    }
}

}  // namespace

fs::path SpoolFolder::file(std::string_view name, std::string_view kind) const
{
    return folder_ / fmt::format("{}.{}", name, kind);
}

void SpoolFolder::ask(std::string_view name, process::CommandRequest const& request) const
{
    json content{{"argv", request.argv},
                 {"timeout_ms", request.timeout.count()},
                 {"working_directory", nullptr}};
    if (request.working_directory) {
        content["working_directory"] = *request.working_directory;
    }
    session::write_atomically(file(name, "request"), dump(content));
}

bool SpoolFolder::take_back(std::string_view name) const
{
    std::error_code failed;
    return fs::remove(file(name, "request"), failed) && !failed;
}

std::optional<process::CommandResult> SpoolFolder::answer(std::string_view name) const
{
    auto const path = file(name, "answer");
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        return std::nullopt;
    }
    try {
        auto const content = json::parse(session::read_text(path));
        process::CommandResult result;
        result.exit_code = content.at("exit_code");
        result.signal = content.at("signal");
        result.output = content.at("output");
        result.errors = content.at("errors");
        result.timed_out = content.at("timed_out");
        fs::remove(path, ignored);
        return result;
    } catch (json::exception const& problem) {
        throw Error{ErrorKind::io,
                    fmt::format("'{}' is damaged ({})", path.string(), problem.what())};
    }
}

std::size_t SpoolFolder::serve(CommandRunner& runner,
                               std::vector<process::EnvironmentEdit> const& environment) const
{
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::directory_iterator entry{folder_, failed}, end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() == ".request") {
            names.push_back(entry->path().stem().string());
        }
    }
    // The order in which they were asked: names are numbers of one width.
    std::ranges::sort(names);
    for (auto const& name : names) {
        serve_one(name, runner, environment);
    }
    return names.size();
}

void SpoolFolder::serve_one(std::string_view name,
                            CommandRunner& runner,
                            std::vector<process::EnvironmentEdit> const& environment) const
{
    std::error_code failed;
    fs::rename(file(name, "request"), file(name, "taken"), failed);
    if (failed) {
        return;  // taken back, or another scaler was faster
    }
    auto const result = run_request(session::read_text(file(name, "taken")), runner, environment);
    session::write_atomically(file(name, "answer"), dump(to_json(result)));
    fs::remove(file(name, "taken"), failed);
}

}  // namespace atl::slurm
