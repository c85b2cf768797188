#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace atl {

/// The 32 random bytes that all processes of one session share and nobody else knows.
///
/// Cannot be copied, printed or compared by accident; the bytes are overwritten at the end of its
/// life.
class Secret {
  public:
    static constexpr std::size_t size = 32;

    /// Takes what \p bytes hold.
    explicit Secret(std::span<std::byte const, size> bytes) noexcept;
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(Secret const&) = delete;
    Secret& operator=(Secret const&) = delete;
    ~Secret();

    /// A new one, of the system's random bytes. \throws Error{io} when the system gives none.
    [[nodiscard]] static Secret make();

    /// Another owner of the same bytes.
    [[nodiscard]] Secret duplicate() const noexcept { return Secret{bytes()}; }

    [[nodiscard]] std::span<std::byte const, size> bytes() const noexcept { return bytes_; }

  private:
    std::array<std::byte, size> bytes_{};
};

}  // namespace atl
