#include "daliuge_template.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <sstream>

#include <fmt/format.h>

#include "atoll/config/directive.hpp"

namespace atl::config {
namespace {

constexpr std::string_view directive_word = "#SBATCH";

std::optional<std::uint32_t> number_of(std::vector<std::string> const& directives,
                                       std::string_view option)
{
    auto const text = directive_value(directives, option);
    std::uint32_t number{};
    if (!text ||
        std::from_chars(text->data(), text->data() + text->size(), number).ec != std::errc{}) {
        return std::nullopt;
    }
    return number;
}

void account_for(ClusterFile& file, std::string key, std::string value, std::string effect)
{
    file.keys.push_back(
        {std::move(key), std::move(value), {}, KeyFate::honoured, std::move(effect)});
}

void take_directives(ClusterFile& file, std::string const& source)
{
    auto& cluster = file.cluster;
    auto const& directives = cluster.job_extra_directives;
    if (auto const nodes = number_of(directives, "nodes")) {
        cluster.n_workers = *nodes;
    }
    cluster.processes = 1;
    cluster.cores = number_of(directives, "cpus-per-task");
    auto const time = directive_value(directives, "time");
    if (auto const span = time ? parse_slurm_time(*time) : std::nullopt) {
        cluster.walltime = {*time, *span};
    }
    if (directive_value(directives, "ntasks-per-node").value_or("1") != "1") {
        file.diagnostics.warning(source,
                                 "the template asks for several tasks a node",
                                 "one node manager uses all CPUs of its node");
    }
}

}  // namespace

bool looks_like_script(std::string_view text)
{
    return text.starts_with("#!");
}

void read_daliuge_template(std::string_view text, std::string const& source, ClusterFile& file)
{
    file.layout = Layout::daliuge_template;
    auto& cluster = file.cluster;
    cluster.header = HeaderStyle::completed;
    cluster.job_script_prologue.clear();
    std::istringstream lines{std::string{text}};
    std::getline(lines, cluster.shebang);
    std::uint32_t number = 1;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (std::ranges::any_of(
                line, [](unsigned char c) { return c != '\t' && std::iscntrl(c) != 0; })) {
            file.diagnostics.error(to_string({source, number, 1}),
                                   "holds a control character",
                                   "save the template with Unix line ends");
            return;
        }
        if (line.starts_with(directive_word)) {
            auto const rest = line.substr(directive_word.size());
            auto const first = rest.find_first_not_of(" \t");
            cluster.job_extra_directives.push_back(first == std::string::npos ? std::string{}
                                                                              : rest.substr(first));
            account_for(file, "#SBATCH", cluster.job_extra_directives.back(), "kept");
        } else if (!line.empty()) {
            cluster.job_script_prologue.push_back(line);
        }
    }
    account_for(file,
                "commands",
                fmt::format("{} lines", cluster.job_script_prologue.size()),
                "run once on each node before the rank");
    take_directives(file, source);
}

}  // namespace atl::config
