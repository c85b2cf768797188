#include "runtime/output_sync.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "atoll/process/unique_fd.hpp"

namespace atl::runtime {
namespace {

constexpr std::size_t most_helpers = 15;
constexpr std::size_t paths_of_a_helper = 4;  // A thread costs little beside these.

int sync_one(std::filesystem::path const& path)
{
    process::UniqueFd const fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (fd && ::fsync(fd.get()) == 0) {
        return 0;
    }
    return fd && errno == EINVAL ? 0 : errno;  // A device or pipe keeps nothing.
}

int flush_content(std::filesystem::path const& path)
{
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure)) {
        for (std::filesystem::recursive_directory_iterator entry{path, failure}, end;
             !failure && entry != end;
             entry.increment(failure)) {
            std::error_code ignored;
            bool const has_content =
                entry->is_regular_file(ignored) || entry->is_directory(ignored);
            if (auto const error = has_content ? sync_one(entry->path()) : 0) {
                return error;
            }
        }
    }
    return failure ? failure.value() : sync_one(path);
}

}  // namespace

int OutputSync::flush(std::filesystem::path const& path)
{
    auto const error = flush_content(path);
    if (error == 0) {
        folders_.insert(path.parent_path());
    }
    return error;
}

std::vector<int> OutputSync::flush(std::span<std::filesystem::path const> paths,
                                   std::function<void()> const& meanwhile)
{
    std::vector<int> errors(paths.size());
    std::atomic<std::size_t> next{
        0};  // Relaxed: who takes a place is alone with it until the join.
    auto const flush_next = [&] {
        auto const place = next.fetch_add(1, std::memory_order_relaxed);
        if (place < paths.size()) {
            errors[place] = flush_content(paths[place]);
        }
        return place < paths.size();
    };
    {
        std::vector<std::jthread> helpers;
        try {
            while (helpers.size() < std::min(most_helpers, paths.size() / paths_of_a_helper)) {
                helpers.emplace_back([&] {
                    while (flush_next()) {
                    }
                });
            }
        } catch (std::system_error const&) {  // Fewer will do.
        }
        while (flush_next()) {
            meanwhile();
        }
    }
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (errors[i] == 0) {
            folders_.insert(paths[i].parent_path());
        }
    }
    return errors;
}

int OutputSync::flush_names()
{
    int first = 0;
    for (auto const& folder : folders_) {
        auto const error = sync_one(folder);
        first = first == 0 ? error : first;
    }
    folders_.clear();
    return first;
}

}  // namespace atl::runtime
