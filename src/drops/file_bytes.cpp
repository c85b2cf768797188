#include "drops/file_bytes.hpp"

#include <cerrno>
#include <cstdint>
#include <memory>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/process/unique_fd.hpp"

namespace atl::drops {
namespace {

// Below this a read is cheaper than a mapping, and a file that another program cuts short cannot
// hurt us.
constexpr std::size_t mapped_from = 16U << 20U;
constexpr std::size_t copy_block = 1U << 20U;

[[noreturn]] void fail(std::string_view doing, std::filesystem::path const& file, int code)
{
    throw Error{ErrorKind::io,
                fmt::format("cannot {} '{}': {}", doing, file.string(), errno_text(code))};
}

process::UniqueFd open_for_reading(std::filesystem::path const& file)
{
    process::UniqueFd fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!fd) {
        fail("read", file, errno);
    }
    return fd;
}

void write_all(int fd, std::span<std::byte const> bytes, std::filesystem::path const& file)
{
    while (!bytes.empty()) {
        auto const count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            fail("write", file, errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

/// Reads until \p block is full or the file ends. \returns bytes read.
std::size_t read_block(int fd, std::span<std::byte> block, std::filesystem::path const& file)
{
    std::size_t done = 0;
    while (done < block.size()) {
        auto const count = ::read(fd, block.data() + done, block.size() - done);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            fail("read", file, errno);
        }
        if (count == 0) {
            break;
        }
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Payload map(int fd, std::size_t size, std::filesystem::path const& file)
{
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
    if (address == MAP_FAILED) {
        fail("map", file, errno);
    }
    auto const unmap = [size](void const* p) { ::munmap(const_cast<void*>(p), size); };
    return {std::shared_ptr<void const>{address, unmap},
            {static_cast<std::byte const*>(address), size}};
}

}  // namespace

Payload read_file(std::filesystem::path const& file)
{
    auto const fd = open_for_reading(file);
    struct stat status = {};
    if (::fstat(fd.get(), &status) != 0) {
        fail("read", file, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot read '{}': it is not a regular file", file.string()),
                    "an app that is given its path can use it"};
    }
    auto const size = static_cast<std::size_t>(status.st_size);
    if (size >= mapped_from) {
        return map(fd.get(), size, file);
    }
    auto bytes = std::make_shared<std::vector<std::byte>>(size);
    bytes->resize(read_block(fd.get(), *bytes, file));
    return {bytes, *bytes};
}

void write_file(std::filesystem::path const& file, std::span<std::byte const> bytes)
{
    process::UniqueFd fd{::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
    if (!fd) {
        fail("write", file, errno);
    }
    try {
        write_all(fd.get(), bytes, file);
    } catch (Error const&) {
        ::unlink(file.c_str());
        throw;
    }
}

void append_file(std::filesystem::path const& from, std::filesystem::path const& to)
{
    auto const source = open_for_reading(from);
    process::UniqueFd target{::open(to.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)};
    if (!target) {
        fail("write", to, errno);
    }
    std::vector<std::byte> block(copy_block);
    while (auto const count = read_block(source.get(), block, from)) {
        write_all(target.get(), std::span{block}.first(count), to);
    }
}

void make_folders(std::filesystem::path const& folder)
{
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code && !std::filesystem::is_directory(folder)) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot create folder '{}': {}", folder.string(), code.message())};
    }
}

std::uint64_t size_on_disk(std::filesystem::path const& path) noexcept
{
    std::error_code code;
    auto const status = std::filesystem::status(path, code);
    if (std::filesystem::is_regular_file(status)) {
        auto const size = std::filesystem::file_size(path, code);
        return code ? 0 : size;
    }
    if (!std::filesystem::is_directory(status)) {
        return 0;
    }
    std::uint64_t total = 0;
    std::filesystem::recursive_directory_iterator entries{path, code};
    for (; !code && entries != std::filesystem::recursive_directory_iterator{};
         entries.increment(code)) {
        std::error_code ignored;
        if (entries->is_regular_file(ignored)) {
            auto const size = entries->file_size(ignored);
            total += ignored ? 0 : size;
        }
    }
    return total;
}

}  // namespace atl::drops
