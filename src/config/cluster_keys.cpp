#include "cluster_keys.hpp"

#include <algorithm>
#include <array>

#include "atoll/core/text.hpp"

#include "same_key.hpp"

namespace atl::config {
namespace {

using C = ClusterConfig;
using A = AdaptConfig;
using S = SchedulerOptions;
using enum KeyFate;

constexpr std::monostate unused{};

// clang-format off
constexpr std::array cluster_table{
    ClusterKey{"cores", &C::cores, honoured, "drops that run at once on a node"},
    ClusterKey{"processes", &C::processes, adapted, "one manager a node whatever it says; unit in which minimum and maximum count"},
    ClusterKey{"job_cpu", &C::job_cpu, honoured, "CPUs of a node: --cpus-per-task"},
    ClusterKey{"memory", &C::memory, honoured, "memory of a node: --mem, rounded up to whole binary units"},
    ClusterKey{"job_mem", &C::job_mem, honoured, "text of --mem"},
    ClusterKey{"walltime", &C::walltime, honoured, "time limit of the job: -t"},
    ClusterKey{"queue", &C::queue, honoured, "partition of SLURM: -p"},
    ClusterKey{"account", &C::account, honoured, "account that is charged: -A"},
    ClusterKey{"name", &C::name, adapted, "the job's name too when job_name is absent"},
    ClusterKey{"job_name", &C::job_name, honoured, "name of the job and of its log files: -J"},
    ClusterKey{"job_extra_directives", Words{&C::job_extra_directives}, honoured, "#SBATCH lines after the generated ones, verbatim"},
    ClusterKey{"job_directives_skip", Words{&C::job_directives_skip}, honoured, "generated #SBATCH lines that are left out; a bare option matches that option only"},
    ClusterKey{"job_script_prologue", &C::job_script_prologue, honoured, "shell lines, verbatim, run once on each node before its rank"},
    ClusterKey{"job_script_epilogue", &C::job_script_epilogue, honoured, "shell lines, verbatim, run once on each node after its rank"},
    ClusterKey{"shebang", &C::shebang, honoured, "first line of the script"},
    ClusterKey{"interface", &C::interface, honoured, "network interface that is preferred, when the node has it"},
    ClusterKey{"local_directory", &C::local_directory, adapted, "folder for scratch files where /dev/shm takes none; variables are expanded on the node"},
    ClusterKey{"log_directory", &C::log_directory, honoured, "folder of the job's output; ~ and variables are expanded at submission"},
    ClusterKey{"death_timeout", &C::death_timeout, honoured, "how long an extension job looks for the session's manager"},
    ClusterKey{"worker_extra_args", Words{&C::worker_extra_args}, adapted, "options of dask's worker; each is accounted for below"},
    ClusterKey{"python", &C::python, ignored, "of Python components, which this version does not run"},
    ClusterKey{"worker_command", unused, ignored, "the engine starts its own workers"},
    ClusterKey{"nanny", &C::nanny, adapted, "programs of drops are always watched from a process of their own"},
    ClusterKey{"protocol", &C::protocol, adapted, "ranks talk over MPI"},
    ClusterKey{"security", unused, ignored, "nothing listens outside MPI; session files are readable by their owner only"},
    ClusterKey{"shared_temp_directory", &C::shared_temp_directory, adapted, "not needed: the session folder is private to its owner"},
    ClusterKey{"scheduler_options", unused, adapted, "each of its keys is accounted for on its own"},
    ClusterKey{"n_workers", &C::n_workers, honoured, "worker processes at the start"},
    ClusterKey{"silence_logs", &C::silence_logs, ignored, "the terminal shows the outcome and what failed; the session's logs hold the rest"},
    ClusterKey{"config_name", unused, honoured, "section of jobqueue.yaml that is read below this file"},
    ClusterKey{"job_cls", unused, ignored, "a Python class"},
    ClusterKey{"scheduler_cls", unused, ignored, "a Python class"},
    ClusterKey{"loop", unused, ignored, "of Python's event loop"},
    ClusterKey{"asynchronous", unused, ignored, "of Python's event loop"},
};

constexpr std::array adapt_table{
    ClusterKey{"minimum", &A::minimum, honoured, "worker processes at least; the size of the base job"},
    ClusterKey{"maximum", &A::maximum, honoured, "worker processes at most, those of the base job among them"},
    ClusterKey{"minimum_jobs", &A::minimum_jobs, honoured, "nodes that must be there at least"},
    ClusterKey{"maximum_jobs", &A::maximum_jobs, honoured, "nodes at most, those of the base job among them"},
    ClusterKey{"minimum_cores", &A::minimum_cores, honoured, "divided by the cores of a job"},
    ClusterKey{"maximum_cores", &A::maximum_cores, honoured, "divided by the cores of a job"},
    ClusterKey{"minimum_memory", &A::minimum_memory, honoured, "divided by the memory of a job"},
    ClusterKey{"maximum_memory", &A::maximum_memory, honoured, "divided by the memory of a job"},
    ClusterKey{"interval", &A::interval, adapted, "between two decisions; at least a second"},
    ClusterKey{"wait_count", &A::wait_count, adapted, "decisions in a row before a job that waits is withdrawn, and at least a minute; one that runs drains after idle_timeout"},
    ClusterKey{"target_duration", &A::target_duration, honoured, "what is ready should be done in this time"},
    ClusterKey{"worker_key", unused, ignored, "a Python function"},
};

constexpr std::array scheduler_table{
    ClusterKey{"interface", &S::interface, adapted, "network interface the manager prefers"},
    ClusterKey{"host", &S::host, ignored, "of the manager's page, which this version does not have"},
    ClusterKey{"port", &S::port, ignored, "of the manager's page, which this version does not have"},
    ClusterKey{"dashboard_address", &S::dashboard_address, ignored, "of the manager's page, which this version does not have"},
    ClusterKey{"dashboard", unused, ignored, "of dask's page"},
    ClusterKey{"protocol", unused, ignored, "ranks talk over MPI"},
    ClusterKey{"contact_address", unused, ignored, "ranks talk over MPI"},
    ClusterKey{"idle_timeout", unused, ignored, "a session ends when its graph is done"},
};

constexpr std::array local_table{
    ClusterKey{"n_workers", &C::n_workers, honoured, "node managers"},
    ClusterKey{"threads_per_worker", &C::threads_per_worker, honoured, "drops that run at once in each"},
    ClusterKey{"memory_limit", &C::memory_limit, honoured, "memory of each"},
    ClusterKey{"processes", unused, ignored, "each node manager is a process"},
    ClusterKey{"dashboard_address", unused, ignored, "of dask's page"},
    ClusterKey{"silence_logs", &C::silence_logs, ignored, "the terminal shows the outcome and what failed; the session's logs hold the rest"},
    ClusterKey{"local_directory", &C::local_directory, adapted, "folder for scratch files where /dev/shm takes none"},
};

constexpr std::array old_name_table{
    OldName{"extra", "worker_extra_args"},         OldName{"env_extra", "job_script_prologue"},
    OldName{"job_extra", "job_extra_directives"},  OldName{"header_skip", "job_directives_skip"},
    OldName{"project", "account"},
};
// clang-format on

AdaptConfig& adapt_of(ClusterConfig& cluster)
{
    return cluster.adapt ? *cluster.adapt : cluster.adapt.emplace();
}

/// Reads a value as the type of the member that is to hold it, and keeps it there.
struct Storer {
    YamlValue const& value;
    ValueReader const& reader;
    ClusterConfig& cluster;

    void operator()(std::monostate /*unused*/) const {}
    void operator()(std::optional<std::string> C::*m) const
    {
        keep(cluster.*m, reader.text(value));
    }
    void operator()(std::string C::*m) const { keep(cluster.*m, reader.text(value)); }
    void operator()(std::optional<std::uint32_t> C::*m) const
    {
        keep(cluster.*m, reader.count(value));
    }
    void operator()(std::uint32_t C::*m) const { keep(cluster.*m, reader.count(value)); }
    void operator()(std::optional<Bytes> C::*m) const { keep(cluster.*m, reader.bytes(value)); }
    void operator()(Seconds C::*m) const { keep(cluster.*m, reader.span(value)); }
    void operator()(Walltime C::*m) const { keep(cluster.*m, reader.walltime(value)); }
    void operator()(bool C::*m) const { keep(cluster.*m, reader.flag(value)); }
    void operator()(std::vector<std::string> C::*m) const { keep(cluster.*m, reader.lines(value)); }
    void operator()(Words words) const { keep(cluster.*words.member, reader.words(value)); }
    void operator()(std::optional<std::uint32_t> A::*m) const
    {
        bool const is_maximum = m == &A::maximum || m == &A::maximum_jobs || m == &A::maximum_cores;
        // What dask takes where no maximum is given.
        if (is_maximum && to_lower(value.text) == ".inf") {
            adapt_of(cluster).*m = std::nullopt;
        } else {
            keep(adapt_of(cluster).*m, reader.count(value));
        }
    }
    void operator()(std::uint32_t A::*m) const { keep(adapt_of(cluster).*m, reader.count(value)); }
    void operator()(std::optional<Bytes> A::*m) const
    {
        keep(adapt_of(cluster).*m, reader.bytes(value));
    }
    void operator()(Seconds A::*m) const { keep(adapt_of(cluster).*m, reader.span(value)); }
    void operator()(std::optional<std::string> S::*m) const
    {
        keep(cluster.scheduler_options.*m, reader.text(value));
    }
    void operator()(std::optional<std::uint32_t> S::*m) const
    {
        keep(cluster.scheduler_options.*m, reader.count(value));
    }

  private:
    template <typename Member, typename Value>
    static void keep(Member& member, std::optional<Value> read)
    {
        if (read) {
            member = std::move(*read);
        }
    }
};

}  // namespace

std::span<ClusterKey const> cluster_keys(Section section)
{
    switch (section) {
        case Section::cluster:
            return cluster_table;
        case Section::adapt:
            return adapt_table;
        case Section::scheduler_options:
            return scheduler_table;
        case Section::local:
            return local_table;
    }
    return {};
}

std::span<OldName const> old_names()
{
    return old_name_table;
}

ClusterKey const* find_key(Section section, std::string_view name)
{
    if (section == Section::cluster) {
        auto const* const old = std::ranges::find_if(
            old_name_table, [name](OldName const& o) { return same_key(name, o.old_name); });
        name = old == old_name_table.end() ? name : old->name;
    }
    auto const keys = cluster_keys(section);
    auto const found =
        std::ranges::find_if(keys, [name](ClusterKey const& k) { return same_key(name, k.name); });
    return found == keys.end() ? nullptr : &*found;
}

void store(ClusterKey const& key,
           YamlValue const& value,
           ValueReader const& reader,
           ClusterConfig& cluster)
{
    std::visit(Storer{value, reader, cluster}, key.target);
}

}  // namespace atl::config
