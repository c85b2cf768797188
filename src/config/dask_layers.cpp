#include "dask_layers.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/text.hpp"

namespace atl::config {
namespace {

namespace fs = std::filesystem;

std::string lookup(std::map<std::string, std::string> const& environment, std::string const& name)
{
    auto const found = environment.find(name);
    return found == environment.end() ? std::string{} : found->second;
}

std::vector<fs::path> files_of(fs::path const& place)
{
    std::error_code failure;
    if (fs::is_regular_file(place, failure)) {
        return {place};
    }
    std::vector<fs::path> files;
    for (fs::directory_iterator entry{place, failure}, end; !failure && entry != end;
         entry.increment(failure)) {
        auto const extension = entry->path().extension();
        if (extension == ".yaml" || extension == ".yml" || extension == ".json") {
            files.push_back(entry->path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<fs::path> all_files(std::map<std::string, std::string> const& environment)
{
    auto root = lookup(environment, "DASK_ROOT_CONFIG");
    auto const home = lookup(environment, "HOME");
    auto const chosen = lookup(environment, "DASK_CONFIG");
    std::vector<fs::path> places{root.empty() ? fs::path{"/etc/dask"} : fs::path{root}};
    if (!home.empty()) {
        places.push_back(fs::path{home} / ".config" / "dask");
    }
    if (!chosen.empty()) {
        places.emplace_back(chosen);
    }
    std::vector<fs::path> files;
    for (auto const& place : places) {
        std::ranges::copy(files_of(place), std::back_inserter(files));
    }
    return files;
}

YamlValue const* jobqueue_section(YamlValue const& root, std::string const& config_name)
{
    auto const* const jobqueue = root.find("jobqueue");
    return jobqueue == nullptr ? nullptr : jobqueue->find(config_name);
}

/// The content of a file of dask's own. What does not concern job queues stops nobody: many files
/// may lie there.
std::optional<YamlValue> read_layer(fs::path const& file, Diagnostics& problems)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        problems.warning(file.string(),
                         "cannot be read; dask goes on without it, and so does Atoll");
        return std::nullopt;
    }
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    Diagnostics found;
    auto root = parse_yaml(text, file.string(), found);
    bool const concerns =
        root ? root->find("jobqueue") != nullptr : text.find("jobqueue") != std::string::npos;
    for (auto problem : found.problems()) {
        if (!concerns) {
            problem.severity = Severity::warning;
        }
        problems.add(std::move(problem));
    }
    return root;
}

std::string upper(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) {
        return c == '-' ? '_' : static_cast<char>(std::toupper(c));
    });
    return text;
}

// dask reads a value as a Python literal; YAML's flow form agrees with it for texts, numbers and
// lists of them.
void add_variable(std::string const& name,
                  std::string const& key,
                  std::string const& text,
                  std::vector<Statement>& statements)
{
    Diagnostics not_needed;
    Origin const origin{"environment " + name};
    auto value = parse_yaml(text, origin.source, not_needed);
    if (!value) {
        value = YamlValue{};
        value->kind = YamlValue::Kind::scalar;
        value->text = text;
    }
    value->origin = origin;
    statements.push_back({Section::cluster, {key, origin, *value}, Severity::warning, 0});
}

}  // namespace

void add_statements(YamlValue const& map,
                    Section section,
                    Severity severity,
                    std::vector<Statement>& statements)
{
    int const rank = statements.empty() ? 0 : statements.back().rank + 1;
    for (auto const& member : map.members) {
        statements.push_back({section, member, severity, rank});
        bool const nested = member.key == "scheduler_options" || member.key == "scheduler-options";
        if (section == Section::cluster && nested) {
            for (auto const& option : member.value.members) {
                statements.push_back({Section::scheduler_options, option, severity, rank});
            }
        }
    }
}

std::vector<Statement> dask_statements(std::string const& config_name,
                                       std::map<std::string, std::string> const& environment,
                                       Diagnostics& problems)
{
    std::vector<Statement> statements;
    for (auto const& file : all_files(environment)) {
        auto const root = read_layer(file, problems);
        auto const* const section = root ? jobqueue_section(*root, config_name) : nullptr;
        if (section != nullptr) {
            add_statements(*section, Section::cluster, Severity::warning, statements);
        }
    }
    auto const prefix = fmt::format("DASK_JOBQUEUE__{}__", upper(config_name));
    int const rank = statements.empty() ? 0 : statements.back().rank + 1;
    for (auto const& [name, text] : environment) {
        if (name.starts_with(prefix)) {
            add_variable(name, to_lower(name.substr(prefix.size())), text, statements);
            statements.back().rank = rank;
        }
    }
    return statements;
}

}  // namespace atl::config
