#include "atoll/session/islands_file.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::session {
namespace {

using nlohmann::json;

json to_json(IslandRecord const& island)
{
    return {{"number", island.number},
            {"job_id", island.job_id},
            {"job_cluster", island.job_cluster},
            {"state", island.state},
            {"reason", island.reason},
            {"cpus", island.cpus},
            {"end", island.end}};
}

IslandRecord island_from(json const& j)
{
    return {j.at("number"),
            j.at("job_id"),
            j.at("job_cluster"),
            j.at("state"),
            j.at("reason"),
            j.at("cpus"),
            j.at("end")};
}

}  // namespace

void write_islands_file(SessionFolder const& folder, IslandsFile const& islands)
{
    json content{{"islands", json::array()}, {"notes", json::array()}, {"asked", nullptr}};
    for (auto const& island : islands.islands) {
        content["islands"].push_back(to_json(island));
    }
    for (auto const& note : islands.notes) {
        content["notes"].push_back({{"time", note.time}, {"line", note.line}});
    }
    if (islands.asked) {
        content["asked"] = *islands.asked;
    }
    write_atomically(folder.islands_file(),
                     content.dump(2, ' ', false, json::error_handler_t::replace) + '\n');
}

std::optional<IslandsFile> read_islands_file(SessionFolder const& folder)
{
    if (!std::filesystem::exists(folder.islands_file())) {
        return std::nullopt;
    }
    try {
        auto const content = json::parse(read_text(folder.islands_file()));
        IslandsFile file;
        for (auto const& island : content.at("islands")) {
            file.islands.push_back(island_from(island));
        }
        for (auto const& note : content.at("notes")) {
            file.notes.push_back({note.at("time"), note.at("line")});
        }
        if (auto const& asked = content.at("asked"); !asked.is_null()) {
            file.asked = asked.get<std::uint32_t>();
        }
        return file;
    } catch (json::exception const& problem) {
        throw Error{
            ErrorKind::io,
            fmt::format("'{}' is damaged ({})", folder.islands_file().string(), problem.what())};
    }
}

}  // namespace atl::session
