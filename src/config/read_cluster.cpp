#include "atoll/config/read_cluster.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"

#include "cluster_keys.hpp"
#include "cross_checks.hpp"
#include "daliuge_ini.hpp"
#include "daliuge_template.hpp"
#include "dask_layers.hpp"
#include "statement.hpp"
#include "worker_args.hpp"

namespace atl::config {
namespace {

constexpr std::array<std::string_view, 7> runner_keys{"cluster_class",
                                                      "cluster_kwargs",
                                                      "adapt_kwargs",
                                                      "cluster",
                                                      "address",
                                                      "client_kwargs",
                                                      "performance_report_path"};
constexpr std::array<std::string_view, 4> slurm_classes{"dask_jobqueue.SLURMCluster",
                                                        "dask_jobqueue.slurm.SLURMCluster",
                                                        "SLURMCluster",
                                                        "dask_jobqueue"};
constexpr std::array<std::string_view, 3> local_classes{
    "distributed.LocalCluster", "dask.distributed.LocalCluster", "LocalCluster"};

bool contains(auto const& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

/// Collects the statements of one YAML text in rising rank.
class Collector {
  public:
    Collector(std::string const& source, ReadOptions const& options, ClusterFile& file)
        : source_(source), options_(options), file_(file)
    {
    }

    std::vector<Statement> statements(YamlValue const& root)
    {
        auto const has = [&root](std::string_view key) { return root.find(key) != nullptr; };
        if (root.kind != YamlValue::Kind::map) {
            file_.diagnostics.error(source_, "holds no 'key: value' pairs", layouts_hint);
        } else if (has("jobqueue")) {
            file_.layout = Layout::jobqueue;
            jobqueue(root);
        } else if (has("cluster_class") || has("cluster_kwargs") || has("adapt_kwargs") ||
                   has("cluster") || has("address")) {
            file_.layout = Layout::runner;
            runner(root);
        } else {
            file_.layout = Layout::flat;
            add_statements(root, Section::cluster, Severity::error, statements_);
        }
        return std::move(statements_);
    }

  private:
    static constexpr char const* layouts_hint =
        "a cluster file has 'cluster_class' and 'cluster_kwargs', or 'jobqueue', or the keys of "
        "cluster_kwargs themselves";

    void account(YamlMember const& member, KeyFate fate, std::string effect)
    {
        file_.keys.push_back(
            {member.key, one_line(member.value), member.value.origin, fate, std::move(effect)});
    }

    void add_dask_layers(std::string const& config_name)
    {
        statements_ = dask_statements(config_name, options_.environment, file_.diagnostics);
    }

    void jobqueue(YamlValue const& root)
    {
        for (auto const& member : root.members) {
            if (member.key != "jobqueue") {
                account(member, KeyFate::ignored, "another part of dask's configuration");
            }
        }
        auto const& sections = *root.find("jobqueue");
        std::vector<std::string_view> names;
        for (auto const& member : sections.members) {
            names.push_back(member.key);
        }
        auto const* const section = sections.find(options_.config_name);
        if (section == nullptr) {
            file_.diagnostics.error(to_string(sections.origin),
                                    fmt::format("no section '{}' under 'jobqueue' (there are: {})",
                                                options_.config_name,
                                                fmt::join(names, ", ")),
                                    "--config-name chooses another section");
            return;
        }
        add_dask_layers(options_.config_name);
        add_statements(*section, Section::cluster, Severity::error, statements_);
    }

    void runner(YamlValue const& root)
    {
        for (auto const& member : root.members) {
            runner_member(member);
        }
        auto const* const kwargs = root.find("cluster_kwargs");
        bool const local = file_.cluster.kind == ClusterKind::local;
        if (auto const* const name = kwargs == nullptr ? nullptr : kwargs->find("config_name");
            !local) {
            add_dask_layers(name == nullptr ? options_.config_name : name->text);
        }
        if (kwargs != nullptr) {
            require_map(*kwargs, "cluster_kwargs");
            add_statements(
                *kwargs, local ? Section::local : Section::cluster, Severity::error, statements_);
        }
        if (auto const* const adapt = root.find("adapt_kwargs")) {
            require_map(*adapt, "adapt_kwargs");
            if (adapt->kind == YamlValue::Kind::map) {
                file_.cluster.adapt.emplace();
            }
            add_statements(*adapt, Section::adapt, Severity::error, statements_);
        }
    }

    void require_map(YamlValue const& value, std::string_view key)
    {
        if (value.kind != YamlValue::Kind::map && value.kind != YamlValue::Kind::null) {
            file_.diagnostics.error(to_string(value.origin),
                                    fmt::format("'{}' holds no 'key: value' pairs", key));
        }
    }

    void runner_member(YamlMember const& member)
    {
        bool const stated = member.value.kind != YamlValue::Kind::null;
        if (member.key == "cluster_class") {
            cluster_class(member);
        } else if (member.key == "client_kwargs" || member.key == "performance_report_path") {
            account(member, KeyFate::ignored, "of dask's client");
        } else if ((member.key == "cluster" || member.key == "address") && stated) {
            file_.diagnostics.error(to_string(member.origin),
                                    fmt::format("'{}' names a running dask cluster", member.key),
                                    "describe jobs with 'cluster_class' and 'cluster_kwargs'");
        } else if (!contains(runner_keys, member.key)) {
            auto hint = did_you_mean(member.key, runner_keys);
            if (hint.empty() && find_key(Section::cluster, member.key) != nullptr) {
                hint = fmt::format("'{}' belongs into 'cluster_kwargs'", member.key);
            }
            file_.diagnostics.error(
                to_string(member.origin), fmt::format("unknown key '{}'", member.key), hint);
        }
    }

    void cluster_class(YamlMember const& member)
    {
        auto const& name = member.value.text;
        if (contains(local_classes, name)) {
            file_.cluster.kind = ClusterKind::local;
            account(member, KeyFate::honoured, "processes of this machine");
        } else if (contains(slurm_classes, name)) {
            account(member, KeyFate::honoured, "jobs of SLURM");
        } else {
            file_.diagnostics.error(
                to_string(member.value.origin),
                fmt::format("cluster_class '{}' is not supported", one_line(member.value)),
                "must be dask_jobqueue.SLURMCluster or distributed.LocalCluster");
        }
    }

    std::string const& source_;
    ReadOptions const& options_;
    ClusterFile& file_;
    std::vector<Statement> statements_;
};

// "cluster_kwargs.walltime=2:00:00": the value is the text after the first '='.
void add_set(std::string const& set, std::vector<Statement>& statements, Diagnostics& problems)
{
    auto const equals = set.find('=');
    auto name = set.substr(0, equals);
    Origin const origin{fmt::format("--set {}", name)};
    Section section = Section::cluster;
    for (auto const candidate : {Section::adapt, Section::scheduler_options}) {
        if (name.starts_with(prefix_of(candidate))) {
            section = candidate;
            name.erase(0, prefix_of(candidate).size());
        }
    }
    constexpr std::string_view kwargs = "cluster_kwargs.";
    if (name.starts_with(kwargs)) {
        name.erase(0, kwargs.size());
    }
    auto value = equals == std::string::npos
                     ? std::nullopt
                     : parse_yaml(set.substr(equals + 1), origin.source, problems);
    if (!value) {
        problems.error(origin.source, fmt::format("'{}' is not of the form KEY=VALUE", set));
        return;
    }
    value->origin = origin;
    int const rank = statements.empty() ? 0 : statements.back().rank + 1;
    statements.push_back({section, {name, origin, *value}, Severity::error, rank});
}

void finish(std::vector<Statement> statements,
            std::string const& source,
            ReadOptions const& options,
            ClusterFile& file)
{
    for (auto const& set : options.sets) {
        add_set(set, statements, file.diagnostics);
    }
    apply_statements(statements, file);
    apply_worker_args(file);
    cross_check(file, source);
}

std::string read_file(std::filesystem::path const& path)
{
    std::ifstream stream{path, std::ios::binary};
    std::error_code ignored;
    if (!stream || std::filesystem::is_directory(path, ignored)) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot read cluster file '{}'", path.string()),
                    "-c names it; share/atoll/yaml/sites holds examples"};
    }
    return {std::istreambuf_iterator<char>{stream}, {}};
}

}  // namespace

std::string_view to_string(Layout layout) noexcept
{
    switch (layout) {
        case Layout::runner:
            return "DaskTaskRunner";
        case Layout::flat:
            return "keys of dask_jobqueue.SLURMCluster";
        case Layout::jobqueue:
            return "dask's jobqueue.yaml";
        case Layout::daliuge_ini:
            return "DALiuGE's facility (INI)";
        case Layout::daliuge_template:
            return "DALiuGE's SLURM template";
    }
    return "";
}

ClusterFile read_cluster_text(std::string_view text,
                              std::string const& source,
                              ReadOptions const& options)
{
    ClusterFile file;
    if (looks_like_script(text)) {
        read_daliuge_template(text, source, file);
        finish({}, source, options, file);
    } else if (looks_like_ini(text)) {
        read_daliuge_ini(text, source, file);
        finish({}, source, options, file);
    } else if (auto const root = parse_yaml(text, source, file.diagnostics)) {
        finish(Collector{source, options, file}.statements(*root), source, options, file);
    }
    return file;
}

ClusterFile read_cluster_files(std::vector<std::filesystem::path> const& files,
                               ReadOptions const& options)
{
    if (files.size() == 1) {
        return read_cluster_text(read_file(files.front()), files.front().string(), options);
    }
    std::string ini;
    std::string script;
    for (auto const& path : files) {
        auto text = read_file(path);
        (looks_like_script(text) ? script : ini) = std::move(text);
    }
    if (files.size() != 2 || script.empty() || !looks_like_ini(ini)) {
        throw Error{ErrorKind::usage,
                    "several cluster files were given",
                    "-c takes one file, or DALiuGE's INI file together with its SLURM template"};
    }
    ClusterFile file;
    read_daliuge_ini(ini, files.front().string(), file);
    read_daliuge_template(script, files.back().string(), file);
    finish({}, files.back().string(), options, file);
    return file;
}

std::vector<std::string_view> known_cluster_keys()
{
    std::vector<std::string_view> names;
    for (auto const section : {Section::cluster, Section::adapt, Section::scheduler_options}) {
        for (auto const& key : cluster_keys(section)) {
            names.push_back(key.name);
        }
    }
    return names;
}

}  // namespace atl::config
