#include "atoll/runtime/leavings.hpp"

#include <exception>
#include <system_error>
#include <vector>

namespace atl::runtime {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> leavings(fs::path const& folder)
{
    std::vector<fs::path> found;
    std::error_code failure;
    fs::recursive_directory_iterator at{
        folder, fs::directory_options::skip_permission_denied, failure};
    for (; !failure && at != fs::recursive_directory_iterator{}; at.increment(failure)) {
        std::error_code ignored;
        auto const type = at->symlink_status(ignored).type();
        if (type == fs::file_type::directory &&
            at->path().filename().native().starts_with(".part-")) {
            found.push_back(at->path());
            at.disable_recursion_pending();
        }
    }
    return found;
}

}  // namespace

std::size_t remove_leavings(fs::path const& folder) noexcept
{
    try {
        auto const found = leavings(folder);
        for (auto const& path : found) {
            std::error_code ignored;
            fs::remove_all(path, ignored);
        }
        return found.size();
    } catch (std::exception const&) {
        return 0;  // no memory: they take room, and do no harm
    }
}

}  // namespace atl::runtime
