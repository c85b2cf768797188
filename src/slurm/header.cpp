#include "header.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "atoll/config/directive.hpp"
#include "atoll/config/worker_shape.hpp"
#include "atoll/core/error.hpp"

namespace atl::slurm {
namespace {

/// One generated option: "-p" and "express", or "--mem=" and "120G".
struct Line {
    std::string option;
    std::string value;

    [[nodiscard]] std::string text() const
    {
        bool const joined = option.ends_with('=');
        return fmt::format("#SBATCH {}{}{}", option, joined ? "" : " ", sbatch_value(value));
    }
};

bool is_bare_option(std::string_view text)
{
    return text.starts_with('-') && text.find_first_of(" \t") == std::string_view::npos &&
           (text.find('=') == std::string_view::npos || text.ends_with('='));
}

std::string_view without_equals(std::string_view option)
{
    return option.ends_with('=') ? option.substr(0, option.size() - 1) : option;
}

// dask leaves out every line that contains the text; '-t' would take '--cpus-per-task' with it.
bool is_skipped(Line const& line, std::vector<std::string> const& skips)
{
    return std::ranges::any_of(skips, [&line](std::string const& skip) {
        return is_bare_option(skip) ? without_equals(skip) == without_equals(line.option)
                                    : line.text().find(skip) != std::string::npos;
    });
}

bool is_stated(std::string const& option, std::vector<std::string> const& directives)
{
    auto const parsed = config::parse_directives(option);
    return !parsed.empty() && config::directive_value(directives, parsed.front().option);
}

void add_memory(config::ClusterConfig const& cluster,
                config::MemoryDirective memory,
                std::vector<Line>& lines)
{
    auto const whole_node = config::memory_directive(cluster);
    if (whole_node.empty() || memory == config::MemoryDirective::none) {
        return;
    }
    if (memory == config::MemoryDirective::mem || !cluster.memory) {
        lines.push_back({"--mem=", whole_node});
        return;
    }
    constexpr std::uint64_t mib = std::uint64_t{1} << 20U;
    auto const share = mib * config::worker_shape(cluster).cpus;
    lines.push_back(
        {"--mem-per-cpu=", fmt::format("{}M", (cluster.memory->count + share - 1) / share)});
}

std::vector<Line> generated(config::ClusterConfig const& cluster,
                            config::MemoryDirective memory,
                            std::uint32_t nodes)
{
    auto const name = config::job_name(cluster);
    std::vector<Line> lines{{"-J", name}};
    if (cluster.log_directory) {
        lines.push_back({"-e", fmt::format("{}/{}-%J.err", *cluster.log_directory, name)});
        lines.push_back({"-o", fmt::format("{}/{}-%J.out", *cluster.log_directory, name)});
    }
    if (cluster.queue) {
        lines.push_back({"-p", *cluster.queue});
    }
    if (cluster.account) {
        lines.push_back({"-A", *cluster.account});
    }
    lines.push_back({"-n", std::to_string(nodes)});
    lines.push_back({"-N", std::to_string(nodes)});
    if (cluster.cores || cluster.job_cpu) {
        lines.push_back({"--cpus-per-task=", std::to_string(config::worker_shape(cluster).cpus)});
    }
    add_memory(cluster, memory, lines);
    lines.push_back({"-t", cluster.walltime.text});
    return lines;
}

}  // namespace

std::string sbatch_value(std::string_view value)
{
    for (char const c : value) {
        if (std::iscntrl(static_cast<unsigned char>(c)) != 0) {
            throw Error{ErrorKind::invalid_config,
                        "a value of an #SBATCH line holds a control character"};
        }
    }
    if (!value.empty() && value.find_first_of(" \"'\\#") == std::string_view::npos) {
        return std::string{value};
    }
    std::string quoted{'"'};
    for (char const c : value) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
        }
        quoted += c;
    }
    return quoted + '"';
}

std::vector<std::string> header_lines(config::ClusterConfig const& cluster,
                                      config::MemoryDirective memory,
                                      std::uint32_t nodes)
{
    bool const completed = cluster.header == config::HeaderStyle::completed;
    std::vector<std::string> lines;
    for (auto const& line : generated(cluster, memory, nodes)) {
        bool const stated = completed && is_stated(line.option, cluster.job_extra_directives);
        if (!stated && !is_skipped(line, cluster.job_directives_skip)) {
            lines.push_back(line.text());
        }
    }
    for (auto const& directive : cluster.job_extra_directives) {
        lines.push_back("#SBATCH " + directive);
    }
    return lines;
}

std::vector<std::string> own_lines(config::ClusterConfig const& cluster,
                                   std::vector<OwnOption> const& options)
{
    std::vector<std::string> lines;
    for (auto const& option : options) {
        Line const line{fmt::format("--{}{}", option.name, option.value.empty() ? "" : "="),
                        option.value};
        bool const stated =
            config::directive_value(cluster.job_extra_directives, option.name).has_value();
        if (!stated && !is_skipped(line, cluster.job_directives_skip)) {
            lines.push_back(option.value.empty() ? fmt::format("#SBATCH --{}", option.name)
                                                 : line.text());
        }
    }
    return lines;
}

}  // namespace atl::slurm
