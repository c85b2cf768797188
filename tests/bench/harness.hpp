#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace atl::bench {

/// Seconds that \p work takes.
template <typename Work>
[[nodiscard]] double seconds(Work&& work)
{
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Middle value of \p samples; \pre not empty.
[[nodiscard]] inline double median(std::vector<double> samples)
{
    std::ranges::sort(samples);
    auto const middle = samples.size() / 2;
    return samples.size() % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
}

/// One line of the result table. `peer` is another program at the same work, `floor` what the
/// machine can do at best, both measured in the same run.
struct Row {
    std::string name;
    double ours{0};
    std::optional<double> peer;
    std::optional<double> floor;
    std::string unit;
};

/// Print \p row as one line of JSON. Ratios are ours divided by the other's.
inline void print(Row const& row)
{
    auto const number = [](std::optional<double> value) {
        if (!value) {
            return std::string{"null"};
        }
        char text[32];
        std::snprintf(text, sizeof text, "%.4g", *value);
        return std::string{text};
    };
    auto const ratio = [&](std::optional<double> other) {
        return number(other && *other != 0 ? std::optional{row.ours / *other} : std::nullopt);
    };
    std::printf(R"({"name": "%s", "ours": %s, "peer": %s, "floor": %s, "unit": "%s", )"
                R"("ratio_peer": %s, "ratio_floor": %s})"
                "\n",
                row.name.c_str(),
                number(row.ours).c_str(),
                number(row.peer).c_str(),
                number(row.floor).c_str(),
                row.unit.c_str(),
                ratio(row.peer).c_str(),
                ratio(row.floor).c_str());
    std::fflush(stdout);
}

}  // namespace atl::bench
