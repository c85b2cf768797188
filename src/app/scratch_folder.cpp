#include "app/scratch_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

constexpr std::string_view prefix = "atoll-";
constexpr std::string_view owner_file =
    ".owner";  // "PID START_TIME" of the rank the folder belongs to

/// When process \p pid started, in clock ticks since boot; 0 when there is no such process.
unsigned long long start_time(long pid)
{
    std::ifstream in{fmt::format("/proc/{}/stat", pid)};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    // The name in brackets may hold anything; the start time is the 20th field after it.
    std::istringstream fields{text.substr(std::min(text.size(), text.rfind(')') + 1))};
    std::string field;
    for (int i = 0; i < 20; ++i) {
        fields >> field;
    }
    return fields ? std::strtoull(field.c_str(), nullptr, 10) : 0;
}

/// Removes what ranks left behind that were killed together with their launch helper.
void remove_stale_folders(std::filesystem::path const& parent)
{
    std::error_code ignored;
    for (auto const& entry : std::filesystem::directory_iterator{parent, ignored}) {
        struct stat owner {};
        bool const ours = entry.path().filename().string().starts_with(prefix) &&
                          lstat(entry.path().c_str(), &owner) == 0 && S_ISDIR(owner.st_mode) &&
                          owner.st_uid == geteuid();
        if (!ours) {
            continue;  // Nothing in it is looked at: opening another user's pipe may wait for ever.
        }
        std::ifstream in{entry.path() / owner_file};
        long pid = 0;
        unsigned long long started = 0;
        if (in >> pid >> started && start_time(pid) != started) {
            std::filesystem::remove_all(entry.path(), ignored);
        }
    }
}

}  // namespace

std::filesystem::path make_scratch_folder(session::SessionFolder const& folder)
{
    std::filesystem::path const memory{"/dev/shm"};
    remove_stale_folders(memory);
    char const* const local =
        std::getenv("ATOLL_SCRATCH");  // NOLINT(concurrency-mt-unsafe): before threads
    for (auto const& parent :
         {memory, std::filesystem::path{local == nullptr ? "" : local}, folder.path()}) {
        auto name = (parent / fmt::format("{}{}-XXXXXX", prefix, folder.id())).string();
        if (!parent.empty() && mkdtemp(name.data()) != nullptr) {
            std::ofstream{std::filesystem::path{name} / owner_file} << getpid() << ' '
                                                                    << start_time(getpid());
            return name;
        }
    }
    throw Error{ErrorKind::io,
                fmt::format("cannot make a scratch folder in /dev/shm or '{}': {}",
                            folder.path().string(),
                            errno_text(errno))};
}

}  // namespace atl::app
