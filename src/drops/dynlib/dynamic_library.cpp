#include "drops/dynlib/dynamic_library.hpp"

#include <array>
#include <system_error>

#include <dlfcn.h>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

/// What to give to the loader, in order.
[[nodiscard]] std::vector<std::string> candidates(std::string_view name,
                                                  std::vector<std::filesystem::path> const& folders)
{
    if (name.find('/') != std::string_view::npos) {
        return {std::string{name}};
    }
    std::array const files{
        std::string{name}, fmt::format("lib{}.so", name), fmt::format("{}.so", name)};
    std::vector<std::string> found;
    for (auto const& folder : folders) {
        for (auto const& file : files) {
            std::error_code ignored;
            if (std::filesystem::is_regular_file(folder / file, ignored)) {
                found.push_back((folder / file).string());
            }
        }
    }
    found.insert(found.end(), files.begin(), files.end());
    return found;
}

[[nodiscard]] void* open(std::string_view name, std::vector<std::filesystem::path> const& folders)
{
    std::string reason;
    for (auto const& candidate : candidates(name, folders)) {
        if (auto* const handle = ::dlopen(candidate.c_str(), RTLD_NOW | RTLD_LOCAL)) {
            return handle;
        }
        // The reason of a file that exists says more than those of files that do not.
        auto const* const text = ::dlerror();
        auto const exists = candidate.find('/') != std::string::npos;
        if (text != nullptr && (reason.empty() || exists)) {
            reason = text;
        }
    }
    throw Error{ErrorKind::invalid_graph,
                fmt::format("cannot load the library '{}': {}", name, reason),
                "give the path of a shared library for this machine, or its name where the system "
                "looks for libraries (LD_LIBRARY_PATH)"};
}

}  // namespace

DynamicLibrary::DynamicLibrary(std::string_view name,
                               std::vector<std::filesystem::path> const& folders)
    : name_(name), handle_(open(name, folders), ::dlclose)
{
}

void* DynamicLibrary::find(char const* symbol) const noexcept
{
    return ::dlsym(handle_.get(), symbol);
}

}  // namespace atl::drops
