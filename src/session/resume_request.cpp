#include "atoll/session/resume_request.hpp"

#include <array>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::session {
namespace {

using nlohmann::json;

constexpr std::uint32_t version = 1;
constexpr std::array<std::string_view, 3> words{"keep", "run_again", "only"};

FailedDrops failed_drops(std::string const& word)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == word) {
            return static_cast<FailedDrops>(i);
        }
    }
    throw Error{ErrorKind::io,
                fmt::format("'failed' is '{}' (must be keep, run_again or only)", word)};
}

}  // namespace

void write_resume_request(SessionFolder const& folder, ResumeRequest const& request)
{
    json const content{{"version", version},
                       {"since", request.since},
                       {"failed", words[static_cast<std::size_t>(request.failed)]},
                       {"from", request.from},
                       {"changed", request.changed}};
    write_atomically(folder.resume_request(), content.dump(2) + '\n');
}

std::optional<ResumeRequest> read_resume_request(SessionFolder const& folder)
{
    auto const file = folder.resume_request();
    if (!std::filesystem::exists(file)) {
        return std::nullopt;
    }
    try {
        auto const content = json::parse(read_text(file));
        if (auto const found = content.at("version").get<std::uint32_t>(); found > version) {
            throw Error{
                ErrorKind::io,
                fmt::format("it is of version {}, this program reads up to {}", found, version)};
        }
        ResumeRequest request;
        request.since = content.at("since");
        request.failed = failed_drops(content.at("failed"));
        request.from = content.at("from").get<std::vector<std::string>>();
        request.changed = content.at("changed").get<std::vector<std::string>>();
        return request;
    } catch (json::exception const& problem) {
        throw Error{ErrorKind::io,
                    fmt::format("'{}' is damaged ({})", file.string(), problem.what())};
    } catch (Error const& problem) {
        throw Error{problem}.during(fmt::format("reading '{}'", file.string()));
    }
}

}  // namespace atl::session
