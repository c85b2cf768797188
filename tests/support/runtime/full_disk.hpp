#pragma once

#include <csignal>

#include <sys/resource.h>

namespace atl::test {

/// As long as it lives, this process cannot write to any file, as on a full disk.
class FullDisk {
  public:
    FullDisk()
    {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::rlimit const none{0, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(FullDisk const&) = delete;
    FullDisk& operator=(FullDisk const&) = delete;

  private:
    ::rlimit before_{};
    void (*handler_)(int){nullptr};
};

}  // namespace atl::test
