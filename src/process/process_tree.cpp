#include "process_tree.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstring>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "atoll/process/leftover_processes.hpp"
#include "atoll/process/unique_fd.hpp"

#include "cookie.hpp"

namespace atl::process {
namespace {

constexpr int most_rounds = 500;  // of killing what was forked meanwhile; 10 ms each
constexpr timespec between_rounds{0, 10'000'000};

/// Content of a file in /proc, whose size is not known before; empty when it cannot be read.
[[nodiscard]] std::string read_proc(pid_t pid, char const* name)
{
    auto const path = "/proc/" + std::to_string(pid) + "/" + name;
    UniqueFd const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    std::string content;
    char buffer[4096];
    ssize_t count = 0;
    while (file && (count = ::read(file.get(), buffer, sizeof buffer)) > 0) {
        content.append(buffer, static_cast<std::size_t>(count));
    }
    return content;
}

void for_each_process(std::function<void(pid_t)> const& visit)
{
    std::unique_ptr<DIR, int (*)(DIR*)> const folder{::opendir("/proc"), &::closedir};
    while (auto const* const entry = folder ? ::readdir(folder.get()) : nullptr) {
        pid_t pid = 0;
        auto const* const end = entry->d_name + std::strlen(entry->d_name);
        if (std::from_chars(entry->d_name, end, pid).ptr == end) {
            visit(pid);
        }
    }
}

/// Parent of a living process.
[[nodiscard]] std::optional<pid_t> parent_of(pid_t pid)
{
    // "pid (name) S ppid ...": the name may hold anything, so the fields are those behind its last
    // ')'.
    auto const stat = read_proc(pid, "stat");
    auto const name_end = stat.rfind(')');
    if (name_end == std::string::npos || name_end + 4 > stat.size()) {
        return std::nullopt;
    }
    char const state = stat[name_end + 2];
    pid_t parent = 0;
    std::from_chars(stat.data() + name_end + 4, stat.data() + stat.size(), parent);
    return state == 'Z' || state == 'X' ? std::nullopt : std::optional{parent};
}

[[nodiscard]] bool holds_text(std::string_view texts, std::string_view wanted)
{
    for (auto at = texts.find(wanted); at != std::string_view::npos;
         at = texts.find(wanted, at + 1)) {
        auto const end = at + wanted.size();
        if ((at == 0 || texts[at - 1] == '\0') && (end == texts.size() || texts[end] == '\0')) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<pid_t> descendants_of(pid_t root)
{
    std::unordered_multimap<pid_t, pid_t> children;
    for_each_process([&](pid_t pid) {
        if (auto const parent = parent_of(pid)) {
            children.emplace(*parent, pid);
        }
    });
    std::vector<pid_t> found;
    std::vector<pid_t> open{root};
    while (!open.empty()) {
        auto const [first, last] = children.equal_range(open.back());
        open.pop_back();
        for (auto child = first; child != last; ++child) {
            found.push_back(child->second);
            open.push_back(child->second);
        }
    }
    return found;
}

std::vector<pid_t> processes_with(std::string_view variable)
{
    std::vector<pid_t> found;
    for_each_process([&](pid_t pid) {
        if (pid != ::getpid() && holds_text(read_proc(pid, "environ"), variable)) {
            found.push_back(pid);
        }
    });
    return found;
}

std::size_t kill_processes_with(std::string_view variable)
{
    std::set<pid_t> killed;
    for (int round = 0; round < most_rounds; ++round) {
        auto const found = processes_with(variable);
        if (found.empty()) {
            break;
        }
        for (auto const pid : found) {
            ::kill(pid, SIGKILL);
            killed.insert(pid);
        }
        ::nanosleep(&between_rounds, nullptr);
    }
    return killed.size();
}

std::size_t kill_leftover_processes(std::string_view cookie)
{
    return kill_processes_with(cookie_variable(cookie));
}

}  // namespace atl::process
