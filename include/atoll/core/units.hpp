#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atl {

/// An amount of memory or storage.
struct Bytes {
    std::uint64_t count{0};
    friend constexpr auto operator<=>(Bytes, Bytes) noexcept = default;
};

/// A span of time in seconds.
struct Seconds {
    double count{0};
    friend constexpr auto operator<=>(Seconds, Seconds) noexcept = default;
};

/// Reads "128GB" (decimal), "64 GiB" (binary), "512k" or a bare number of bytes, as dask's
/// `parse_bytes` does: letters are compared without case, a fraction is allowed, a bare unit counts
/// as one ("GB" is 10^9). \returns nothing when \p text is not of this form or exceeds 2^63 bytes.
[[nodiscard]] std::optional<Bytes> parse_bytes(std::string_view text);

/// \p amount in the largest binary unit below it, with one decimal: "119.2 GiB".
[[nodiscard]] std::string to_string(Bytes amount);

/// Reads a SLURM time: "90" (minutes), "m:s", "h:m:s", "d-h", "d-h:m", "d-h:m:s".
/// \returns nothing when \p text is not of this form.
[[nodiscard]] std::optional<Seconds> parse_slurm_time(std::string_view text);

/// Reads dask's time spans: "300s", "5 min", "100 ms", "1.5h", or a bare number of seconds.
[[nodiscard]] std::optional<Seconds> parse_timedelta(std::string_view text);

/// \p span as SLURM writes it: "1-00:00:00", "02:30:00".
[[nodiscard]] std::string to_slurm_time(Seconds span);

/// \p span for a person: "12 µs", "3.40 s", "2 h 05 min".
[[nodiscard]] std::string to_string(Seconds span);

}  // namespace atl
