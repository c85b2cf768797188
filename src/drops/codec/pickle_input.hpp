#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace atl::drops {

/// What has not been read yet of a pickle, and how much may be made of it.
class PickleInput {
  public:
    explicit PickleInput(std::string_view content)
        : rest_(content), size_(content.size()), budget_(copy_factor * size_ + copy_allowance)
    {
    }

    /// The next \p count bytes. \throws Error{io} when there are fewer.
    [[nodiscard]] std::string_view take(std::uint64_t count);
    /// Up to the next line end, without it. \throws Error{io} when there is none.
    [[nodiscard]] std::string_view line();

    /// The next little-endian integer. \throws Error{io}.
    template <typename Integer>
    [[nodiscard]] Integer integer()
    {
        Integer value{};
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }

    /// Notes that \p bytes of content are copied: a small pickle must not grow without bound by
    /// using the same part again and again.
    /// \throws Error{io} when that is more than a multiple of the input.
    void charge(std::size_t bytes);

    /// Stops reading. \throws Error{io} with the place and \p why, always.
    [[noreturn]] void fail(std::string_view why) const;

  private:
    static constexpr std::size_t copy_factor = 16;
    static constexpr std::size_t copy_allowance = 1U << 20U;

    std::string_view rest_;
    std::size_t size_;
    std::size_t budget_;
};

}  // namespace atl::drops
