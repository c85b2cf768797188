#pragma once

#include <unistd.h>

namespace atl::session {

/// A file descriptor that is closed with its owner; negative when the file could not be opened.
class Descriptor {
  public:
    explicit Descriptor(int number) noexcept : number_(number) {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor()
    {
        if (number_ >= 0) {
            ::close(number_);
        }
    }

    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    int number_;
};

}  // namespace atl::session
