#include "app/node_process.hpp"

#include <array>
#include <cstdlib>
#include <memory>

#include <unistd.h>

#include "atoll/core/clock.hpp"
#include "atoll/session/log_writer.hpp"

namespace atl::app {

process::LaunchOptions launch_options(session::SessionFolder const& folder,
                                      std::filesystem::path const& scratch)
{
    process::LaunchOptions options;
    options.cookie = scratch.filename().string();
    options.scratch_folder = scratch;
    options.environment = {{"DLG_SESSION_ID", folder.id()}, {"DLG_ROOT", folder.path().string()}};
    options.open_log = [logs = folder.logs(),
                        clock = std::make_shared<SystemClock const>()](RankId rank) {
        return std::make_unique<session::LogWriter>(logs, rank, *clock);
    };
    return options;
}

std::string variable(char const* name)
{
    char const* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before threads
    return value == nullptr ? "" : value;
}

std::string host_name()
{
    if (auto node = variable("SLURMD_NODENAME"); !node.empty()) {
        return node;
    }
    std::array<char, 256> name{};
    gethostname(name.data(), name.size() - 1);
    return name.data();
}

}  // namespace atl::app
