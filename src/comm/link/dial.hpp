#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "atoll/comm/link_address.hpp"
#include "atoll/core/units.hpp"

namespace atl::comm {

/// Which endpoint of a peer to try when: one after the other, without waiting long for any.
///
/// Knows no sockets; whoever dials tells it what became of each attempt.
class Dial {
  public:
    /// Time that an attempt has before the next endpoint is tried as well.
    static constexpr Seconds stagger{0.25};

    explicit Dial(std::vector<Endpoint> endpoints) : endpoints_(std::move(endpoints)) {}

    /// Begins a round: each endpoint is tried once.
    void start(Seconds now);

    /// The endpoint to be tried now, if any; it counts as under way until failed() or succeeded().
    [[nodiscard]] std::optional<Endpoint> next(Seconds now);
    /// When next() has something again if nothing fails before; nothing while it has not.
    [[nodiscard]] std::optional<Seconds> deadline() const noexcept;

    enum class Failure { no_answer, other_secret };
    void failed(Endpoint const& endpoint, Failure failure, std::string reason);
    /// The round is over: \p endpoint leads to one who knows the secret.
    void succeeded();
    /// \p endpoint led to somebody else, or was of no use: it is tried last from now on.
    void demote(Endpoint const& endpoint);

    [[nodiscard]] bool under_way() const noexcept { return under_way_; }
    /// The round is over and no endpoint has been any good.
    [[nodiscard]] bool exhausted() const noexcept;
    /// Whether rounds fail again and again because of the secret.
    [[nodiscard]] bool hopeless() const noexcept { return rounds_with_other_secret_ >= 3; }
    /// Ends an exhausted round. \returns why each endpoint failed.
    [[nodiscard]] std::string finish();

  private:
    std::vector<Endpoint> endpoints_;
    std::size_t next_{0};
    std::size_t active_{0};
    Seconds next_at_;
    bool under_way_{false};
    bool other_secret_{false};
    int rounds_with_other_secret_{0};
    std::string reasons_;
};

}  // namespace atl::comm
