#include "atoll/session/session_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::session {
namespace {

using nlohmann::json;

json to_json(Scaling const& s)
{
    return {{"adapts", s.adapts},
            {"least_nodes", s.least_nodes},
            {"most_nodes", s.most_nodes ? json(*s.most_nodes) : json()},
            {"nodes_per_island", s.nodes_per_island},
            {"most_waiting", s.most_waiting},
            {"interval", s.interval.count},
            {"wait_count", s.wait_count},
            {"target_duration", s.target_duration.count},
            {"idle_timeout", s.idle_timeout.count},
            {"drain_before_end", s.drain_before_end.count},
            {"poll_interval", s.poll_interval.count},
            {"command_timeout", s.command_timeout.count},
            {"submit_via", s.submit_via}};
}

Scaling scaling_from(json const& j)
{
    Scaling s;
    s.adapts = j.at("adapts");
    s.least_nodes = j.at("least_nodes");
    if (auto const& most = j.at("most_nodes"); !most.is_null()) {
        s.most_nodes = most.get<std::uint32_t>();
    }
    s.nodes_per_island = j.at("nodes_per_island");
    s.most_waiting = j.at("most_waiting");
    s.interval.count = j.at("interval");
    s.wait_count = j.at("wait_count");
    s.target_duration.count = j.at("target_duration");
    s.idle_timeout.count = j.at("idle_timeout");
    s.drain_before_end.count = j.at("drain_before_end");
    s.poll_interval.count = j.at("poll_interval");
    s.command_timeout.count = j.at("command_timeout");
    s.submit_via = j.at("submit_via");
    return s;
}

json to_json(SessionFile const& s)
{
    return {{"version", SessionFile::version},
            {"id", s.id},
            {"graph_name", s.graph_name},
            {"graph_source", s.graph_source},
            {"created", s.created},
            {"program", s.program},
            {"program_version", s.program_version},
            {"work_folder", s.work_folder},
            {"node_managers", s.node_managers},
            {"cpus_per_rank", s.cpus_per_rank},
            {"slots_per_rank", s.slots_per_rank},
            {"memory_per_rank", s.memory_per_rank.count},
            {"scratch", s.scratch},
            {"partition_algorithm", s.partition_algorithm},
            {"config_name", s.config_name},
            {"job_settings", s.job_settings},
            {"launcher", s.launcher},
            {"job_id", s.job_id},
            {"job_cluster", s.job_cluster},
            {"walltime", s.walltime.count},
            {"scaling", to_json(s.scaling)},
            {"journal_interval", s.journal_interval.count},
            {"durability", s.durability},
            {"interface", s.interface},
            {"options", s.options}};
}

SessionFile session_from_json(json const& j)
{
    SessionFile s;
    s.id = j.at("id");
    s.graph_name = j.at("graph_name");
    s.graph_source = j.at("graph_source");
    s.created = j.at("created");
    s.program = j.at("program");
    s.program_version = j.at("program_version");
    s.work_folder = j.at("work_folder");
    s.node_managers = j.at("node_managers");
    s.cpus_per_rank = j.at("cpus_per_rank");
    s.slots_per_rank = j.at("slots_per_rank");
    s.memory_per_rank.count = j.at("memory_per_rank");
    s.scratch = j.at("scratch");
    s.partition_algorithm = j.at("partition_algorithm");
    s.config_name = j.value("config_name", s.config_name);
    s.job_settings = j.value("job_settings", s.job_settings);
    s.launcher = j.at("launcher");
    s.job_id = j.at("job_id");
    s.job_cluster = j.at("job_cluster");
    s.walltime.count = j.at("walltime");
    // Absent in sessions of earlier programs: their size is fixed.
    if (auto const scaling = j.find("scaling"); scaling != j.end()) {
        s.scaling = scaling_from(*scaling);
    }
    s.journal_interval.count = j.value("journal_interval", s.journal_interval.count);
    s.durability = j.value("durability", s.durability);
    s.interface = j.value("interface", s.interface);
    s.options = j.at("options").get<std::map<std::string, std::string>>();
    return s;
}

}  // namespace

void write_session_file(SessionFolder const& folder, SessionFile const& session)
{
    // A path may hold bytes that are not UTF-8: they are replaced rather than refused.
    auto const text = to_json(session).dump(2, ' ', false, json::error_handler_t::replace);
    write_atomically(folder.session_file(), text + '\n');
}

SessionFile read_session_file(SessionFolder const& folder)
{
    auto const file = folder.session_file();
    try {
        auto const content = json::parse(read_text(file));
        auto const found = content.at("version").get<std::uint32_t>();
        if (found > SessionFile::version) {
            throw Error{ErrorKind::io,
                        fmt::format("'{}' is of version {}, this program reads up to {}",
                                    file.string(),
                                    found,
                                    SessionFile::version),
                        "use the newer atoll that made the session"};
        }
        return session_from_json(content);
    } catch (json::exception const& problem) {
        throw Error{ErrorKind::io,
                    fmt::format("'{}' is damaged ({})", file.string(), problem.what())};
    }
}

}  // namespace atl::session
