#pragma once

#include <cstdint>
#include <optional>

#include "atoll/engine/drop_host.hpp"
#include "atoll/engine/lent_app.hpp"

#include "engine/ready_lists.hpp"
#include "engine/runner.hpp"
#include "engine/shared.hpp"

namespace atl::engine {

/// Hands ready apps out to be run outside the workers, and takes them back. Used by one thread at a
/// time.
class Outside {
  public:
    explicit Outside(Shared& shared) noexcept
        : shared_(shared),
          ready_(shared, shared.outside()),
          runner_(shared, WorkerId{shared.outside()}, ready_)
    {
    }

    /// What take() is to look for.
    struct Wish {
        unsigned most_cpus{1};
        AppFilter fits;
    };

    /// The best ready app that may run outside and meets \p wish, unless a worker could take it.
    [[nodiscard]] std::optional<LentApp> take(Wish const& wish) noexcept;

    /// A try of \p app, which take() gave, has ended.
    void finish(std::uint32_t app, AppOutcome outcome) noexcept;

    /// \p app, which take() gave, is ready again.
    void give_back(std::uint32_t app) noexcept;

  private:
    [[nodiscard]] std::uint32_t take_from(ReadyStacks& stacks,
                                          unsigned level,
                                          Wish const& wish) noexcept;
    [[nodiscard]] bool may_go(std::uint32_t drop, Wish const& wish) const noexcept;
    [[nodiscard]] LentApp lend(std::uint32_t app) noexcept;
    void make_ready(std::uint32_t app) noexcept;

    Shared& shared_;
    ReadyLists ready_;
    Runner runner_;
};

}  // namespace atl::engine
