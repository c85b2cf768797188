#pragma once

#include <cstdint>
#include <map>

namespace atl::translate {

/// How many CPUs a set of apps uses at each time, if each runs in a given interval.
class ParallelismProfile {
  public:
    /// Adds \p cpus from \p begin to \p end (seconds); nothing when the interval is empty.
    void add(double begin, double end, std::uint32_t cpus);

    /// Adds all that \p other holds. O(pieces of the smaller one, log of the larger).
    void merge(ParallelismProfile&& other);

    /// The most CPUs at any time.
    [[nodiscard]] std::uint32_t peak() const noexcept { return peak_; }

    /// The most CPUs at any time if \p other were merged.
    [[nodiscard]] std::uint32_t peak_with(ParallelismProfile const& other) const;

  private:
    /// The piece that holds for \p time: its entry begins at or before it.
    [[nodiscard]] static std::uint32_t level_at(std::map<double, std::uint32_t> const& level,
                                                double time);

    std::map<double, std::uint32_t> level_;  // from this time on, so many CPUs
    std::uint32_t peak_{0};
};

}  // namespace atl::translate
