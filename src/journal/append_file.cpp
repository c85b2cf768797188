#include "journal/append_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace atl::journal {
namespace {

class SystemFile final : public AppendFile {
  public:
    explicit SystemFile(int fd) noexcept : fd_(fd) {}
    ~SystemFile() override { ::close(fd_); }
    SystemFile(SystemFile const&) = delete;
    SystemFile& operator=(SystemFile const&) = delete;

    int write(std::span<std::byte const> bytes, std::uint64_t offset) override
    {
        while (!bytes.empty()) {
            auto const count =
                ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<::off_t>(offset));
            if (count < 0 && errno == EINTR) {
                continue;
            }
            if (count <= 0) {
                return count < 0 ? errno : EIO;
            }
            offset += static_cast<std::uint64_t>(count);
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
        return 0;
    }
    int sync() override { return ::fdatasync(fd_) == 0 ? 0 : errno; }
    int truncate(std::uint64_t size) override
    {
        return ::ftruncate(fd_, static_cast<::off_t>(size)) == 0 ? 0 : errno;
    }

  private:
    int fd_;
};

class SystemFiles final : public FileMaker {
  public:
    Made make(std::filesystem::path const& path) override
    {
        constexpr ::mode_t owner_only = 0600;
        int const fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
        if (fd < 0) {
            return {nullptr, errno};
        }
        return {std::make_unique<SystemFile>(fd), 0};
    }

    int sync_folder(std::filesystem::path const& folder) override
    {
        int const fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0) {
            return errno;
        }
        int const problem = ::fsync(fd) == 0 ? 0 : errno;
        ::close(fd);
        return problem;
    }
};

}  // namespace

std::unique_ptr<FileMaker> system_files()
{
    return std::make_unique<SystemFiles>();
}

}  // namespace atl::journal
