#pragma once

#include <utility>

namespace atl::process {

/// Owner of a file descriptor: closes it at the end of its life. Movable, not copyable; not
/// thread-safe.
class UniqueFd {
  public:
    UniqueFd() noexcept = default;
    explicit UniqueFd(int fd) noexcept : fd_(fd) {}
    UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    UniqueFd& operator=(UniqueFd&& other) noexcept
    {
        reset(std::exchange(other.fd_, -1));
        return *this;
    }
    UniqueFd(UniqueFd const&) = delete;
    UniqueFd& operator=(UniqueFd const&) = delete;
    ~UniqueFd() { reset(); }

    /// -1 when it owns none.
    [[nodiscard]] int get() const noexcept { return fd_; }
    [[nodiscard]] explicit operator bool() const noexcept { return fd_ >= 0; }
    /// Closes what it owns and takes \p fd instead.
    void reset(int fd = -1) noexcept;
    /// Gives the descriptor up without closing it.
    [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

  private:
    int fd_{-1};
};

/// The two ends of a pipe.
struct Pipe {
    UniqueFd read;
    UniqueFd write;
};

/// A pipe whose ends no started program inherits.
/// \throws Error{io} when the process has no file descriptors left.
[[nodiscard]] Pipe make_pipe();

}  // namespace atl::process
