#include "atoll/process/program_path.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::process {
namespace {

constexpr std::string_view default_path = "/usr/local/bin:/usr/bin:/bin";

[[nodiscard]] bool is_program(std::string const& file)
{
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
           ::access(file.c_str(), X_OK) == 0;
}

}  // namespace

std::optional<std::string> find_program(std::string_view program, std::string_view path)
{
    if (program.find('/') != std::string_view::npos) {
        return std::string{program};
    }
    if (program.empty()) {
        return std::nullopt;
    }
    while (true) {
        auto const end = path.find(':');
        auto const folder = path.substr(0, end);
        auto file = fmt::format("{}/{}", folder.empty() ? "." : folder, program);
        if (is_program(file)) {
            return file;
        }
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        path.remove_prefix(end + 1);
    }
}

std::string_view search_path(char const* const* environment) noexcept
{
    for (; environment != nullptr && *environment != nullptr; ++environment) {
        if (std::strncmp(*environment, "PATH=", 5) == 0) {
            return *environment + 5;
        }
    }
    return default_path;
}

std::string start_problem(std::string_view program, std::string_view path, int code)
{
    if (code == ENOENT && program.find('/') == std::string_view::npos) {
        return fmt::format("program '{}' was not found in PATH '{}'", program, path);
    }
    if (code == ENOENT) {
        return fmt::format("program '{}' does not exist, or its interpreter does not", program);
    }
    if (code == EACCES) {
        return fmt::format("program '{}' cannot be started: no permission to execute it", program);
    }
    if (code == E2BIG) {
        return fmt::format(
            "program '{}' cannot be started: its arguments and environment are larger than the "
            "system "
            "allows ({} bytes in all, 131072 bytes each)",
            program,
            ::sysconf(_SC_ARG_MAX));
    }
    return fmt::format("program '{}' cannot be started ({})", program, errno_text(code));
}

}  // namespace atl::process
