#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace atl::runtime {

/// What is remembered of a drop that did not end well.
struct Mishap {
    int exit_code{0};
    std::string reason;
};

/// The mishaps of a rank: cold, and few. Thread-safe.
class Mishaps {
  public:
    /// The latest one of own drop \p drop.
    void remember(std::uint32_t drop, Mishap mishap) noexcept
    {
        std::scoped_lock const guard{lock_};
        mishaps_.insert_or_assign(drop, std::move(mishap));
    }
    /// It went well in the end.
    void forget(std::uint32_t drop) noexcept
    {
        std::scoped_lock const guard{lock_};
        mishaps_.erase(drop);
    }
    [[nodiscard]] std::optional<Mishap> find(std::uint32_t drop) const
    {
        std::scoped_lock const guard{lock_};
        auto const found = mishaps_.find(drop);
        return found == mishaps_.end() ? std::nullopt : std::optional{found->second};
    }

  private:
    mutable std::mutex lock_;  ///< Guards mishaps_.
    std::unordered_map<std::uint32_t, Mishap> mishaps_;
};

}  // namespace atl::runtime
