#include "atoll/session/secret_file.hpp"

#include <array>
#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

#include "session/descriptor.hpp"
#include "session/file_error.hpp"

namespace atl::session {
namespace {

constexpr ::mode_t owner_only = 0600;

[[noreturn]] void refuse(std::filesystem::path const& file, std::string_view why)
{
    throw Error{ErrorKind::io,
                fmt::format("the session's secret '{}' is not used: {}", file.string(), why),
                "it must be a file of your own with mode 0600, as `atoll submit` makes it"};
}

/// Looks at what is open, not at a name that could be exchanged in between.
void check_privacy(int descriptor, std::filesystem::path const& file)
{
    struct ::stat facts {};
    if (::fstat(descriptor, &facts) != 0) {
        fail_on_file("read", file, errno);
    }
    if (!S_ISREG(facts.st_mode)) {
        refuse(file, "it is no regular file");
    }
    if (facts.st_uid != ::geteuid()) {
        refuse(file,
               fmt::format(
                   "it belongs to user {}, this process to user {}", facts.st_uid, ::geteuid()));
    }
    if ((facts.st_mode & 077) != 0) {
        refuse(file, fmt::format("others may use it (mode {:04o})", facts.st_mode & 07777));
    }
}

}  // namespace

void create_secret_file(std::filesystem::path const& file)
{
    auto const secret = Secret::make();
    Descriptor const descriptor{
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, owner_only)};
    if (descriptor.number() < 0) {
        fail_on_file("create", file, errno);
    }
    auto const bytes = secret.bytes();
    auto const written = ::write(descriptor.number(), bytes.data(), bytes.size());
    if (written != static_cast<::ssize_t>(bytes.size()) || ::fdatasync(descriptor.number()) != 0) {
        int const failure = written < 0 ? errno : ENOSPC;
        ::unlink(file.c_str());
        fail_on_file("write", file, failure);
    }
}

Secret read_secret_file(std::filesystem::path const& file)
{
    // Non-blocking: the open of a FIFO would wait for a writer.
    Descriptor const descriptor{
        ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    if (descriptor.number() < 0) {
        if (errno == ELOOP) {
            refuse(file, "it is a symbolic link");
        }
        fail_on_file("read", file, errno);
    }
    check_privacy(descriptor.number(), file);
    std::array<std::byte, Secret::size + 1> bytes{};
    auto const got = ::read(descriptor.number(), bytes.data(), bytes.size());
    if (got < 0) {
        fail_on_file("read", file, errno);
    }
    if (got != static_cast<::ssize_t>(Secret::size)) {
        refuse(file, fmt::format("it does not hold exactly {} bytes", Secret::size));
    }
    return Secret{std::span{bytes}.first<Secret::size>()};
}

}  // namespace atl::session
