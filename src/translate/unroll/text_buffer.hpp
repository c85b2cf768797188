#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace atl::translate {

/// Text that grows, for many short pieces: an append that fits is a copy and nothing else.
class TextBuffer {
  public:
    explicit TextBuffer(std::size_t capacity);

    void append(std::string_view text)
    {
        if (text.size() > capacity_ - size_) {
            grow(text.size());
        }
        std::memcpy(letters_.get() + size_, text.data(), text.size());
        size_ += text.size();
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::string_view text() const noexcept { return {letters_.get(), size_}; }
    void clear() noexcept { size_ = 0; }

  private:
    void grow(std::size_t more);

    std::unique_ptr<char[]> letters_;
    std::size_t capacity_;
    std::size_t size_{0};
};

}  // namespace atl::translate
