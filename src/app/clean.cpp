#include "app/clean.hpp"

#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/runtime/leavings.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/slurm/command_runner.hpp"
#include "atoll/slurm/slurm_client.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"
#include "app/require_over.hpp"

namespace atl::app {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

struct CleanOptions {
    std::string session;
    std::string root;
    bool all{false};
};

CommandLine command_line(CleanOptions& o)
{
    CommandLine line{"atoll clean SESSION [options]", {}, {"session"}};
    // clang-format off
    line.options.add_options()
        ("session", po::value(&o.session), "session")
        ("all",     po::bool_switch(&o.all), "remove the session's whole folder, data and all")
        ("root",    po::value(&o.root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    // clang-format on
    return line;
}

/// Removes \p path with all that is in it. \returns its entries. \throws Error{io}
std::uintmax_t remove_tree(fs::path const& path)
{
    std::error_code failure;
    auto const entries = fs::remove_all(path, failure);
    if (failure) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot remove '{}' ({})", path.string(), failure.message())};
    }
    return entries;
}

/// Whether a resume may still publish what finished apps have left unpublished.
bool may_go_on(session::SessionFolder const& folder)
{
    auto const status = session::read_exit_status(folder);
    return status != ExitStatus::success && status != ExitStatus::drops_failed;
}

/// Whether \p path is a folder of this user, and no link to one: /dev/shm is everybody's.
bool is_own_folder(fs::path const& path)
{
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode) &&
           found.st_uid == ::geteuid();
}

/// What ranks keep beside the results: contents of memory drops, messages.
std::uintmax_t remove_scratch(session::SessionFolder const& folder)
{
    std::uintmax_t entries = 0;
    if (!may_go_on(folder)) {
        entries += runtime::remove_leavings(folder.data());
    }
    for (auto const* const name : {"scratch", "spool"}) {
        entries += remove_tree(folder.path() / name);
    }
    auto const prefix = fmt::format("atoll-{}-", folder.id());
    for (auto const& parent : {folder.path(), fs::path{"/dev/shm"}}) {
        std::error_code ignored;
        for (fs::directory_iterator at{parent, ignored}, end; !ignored && at != end;
             at.increment(ignored)) {
            if (at->path().filename().string().starts_with(prefix) && is_own_folder(at->path())) {
                entries += remove_tree(at->path());
            }
        }
    }
    return entries;
}

}  // namespace

int clean(std::span<std::string const> arguments)
{
    CleanOptions o;
    auto const line = command_line(o);
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(o.session, "the session", line);
    auto const folder = named_session(o.root, o.session);
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment_map(), Seconds{20}};
    require_over(folder, client);
    auto const entries = remove_scratch(folder);
    if (o.all) {
        remove_tree(folder.path());
        fmt::print("session {} is removed\n", folder.id());
    } else {
        fmt::print("session {}: {} files and folders removed\n", folder.id(), entries);
    }
    return 0;
}

}  // namespace atl::app
