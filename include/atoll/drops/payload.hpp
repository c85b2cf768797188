#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace atl::drops {

/// The content of a completed data drop: immutable bytes that are shared, never copied, inside a
/// rank.
class Payload {
  public:
    Payload() = default;
    /// Bytes \p content that live as long as \p owner.
    Payload(std::shared_ptr<void const> owner, std::span<std::byte const> content)
        : owner_(std::move(owner)), content_(content)
    {
    }

    [[nodiscard]] std::span<std::byte const> bytes() const noexcept { return content_; }
    [[nodiscard]] std::size_t size() const noexcept { return content_.size(); }
    [[nodiscard]] std::string_view text() const noexcept
    {
        return {reinterpret_cast<char const*>(content_.data()), content_.size()};
    }

  private:
    std::shared_ptr<void const> owner_;
    std::span<std::byte const> content_;
};

}  // namespace atl::drops
