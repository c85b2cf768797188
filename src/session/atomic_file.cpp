#include "atoll/session/atomic_file.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

#include "session/descriptor.hpp"
#include "session/file_error.hpp"

namespace atl::session {
namespace {

int write_and_sync(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        auto const written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return ::fdatasync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

void write_atomically(std::filesystem::path const& file, std::string_view text)
{
    auto const aside =
        file.parent_path() / fmt::format(".{}.{}", file.filename().string(), ::getpid());
    {
        constexpr ::mode_t owner_only = 0600;
        Descriptor const descriptor{::open(
            aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, owner_only)};
        if (descriptor.number() < 0) {
            fail_on_file("write", file, errno);
        }
        if (int const failure = write_and_sync(descriptor.number(), text); failure != 0) {
            ::unlink(aside.c_str());
            fail_on_file("write", file, failure);
        }
    }
    if (::rename(aside.c_str(), file.c_str()) != 0) {
        int const failure = errno;
        ::unlink(aside.c_str());
        fail_on_file("write", file, failure);
    }
}

std::string read_text(std::filesystem::path const& file)
{
    std::error_code failure;
    if (std::filesystem::is_directory(file, failure)) {
        fail_on_file("read", file, EISDIR);
    }
    errno = 0;
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        fail_on_file("read", file, errno);
    }
    std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (stream.bad()) {
        fail_on_file("read", file, EIO);
    }
    return text;
}

}  // namespace atl::session
