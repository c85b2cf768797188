#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atl::config {

/// How rank 0 of a session gives SLURM its commands: not every site lets compute nodes do so.
struct SubmitVia {
    enum class Way : std::uint8_t {
        automatic,  ///< The first that works: local, ssh to the host of submission, spool.
        local,      ///< On rank 0's own node.
        ssh,        ///< On `host`.
        spool,      ///< By `atoll scaler`, which somebody runs where it is allowed.
    };
    Way way{Way::automatic};
    std::string host{};  ///< For ssh.
    friend bool operator==(SubmitVia const&, SubmitVia const&) = default;
};

/// Reads "auto", "local", "ssh HOST" or "spool"; nothing for other texts.
[[nodiscard]] std::optional<SubmitVia> parse_submit_via(std::string_view text);

/// The same words.
[[nodiscard]] std::string to_string(SubmitVia const& via);

}  // namespace atl::config
