#include "runtime/output_sync.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "atoll/process/unique_fd.hpp"

namespace atl::runtime {
namespace {

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
