#include "atoll/slurm/job_end.hpp"

#include <array>
#include <charconv>
#include <cstdint>

#include "atoll/core/error.hpp"
#include "atoll/core/units.hpp"

namespace atl::slurm {

std::optional<double> known_job_end(std::map<std::string, std::string> const& environment)
{
    auto const found = environment.find(job_end_variable);
    if (found == environment.end()) {
        return std::nullopt;
    }
    std::int64_t end = 0;
    auto const& text = found->second;
    auto const [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), end);
    bool const is_number = failure == std::errc{} && stop == text.data() + text.size();
    return is_number && end > 0 ? std::optional{static_cast<double>(end)} : std::nullopt;
}

std::optional<double> job_end_after(std::string_view time_left, double now)
{
    if (time_left.find(':') == std::string_view::npos) {
        return std::nullopt;  // A bare number would be minutes; squeue writes none.
    }
    auto const left = parse_slurm_time(time_left);
    return left ? std::optional{now + left->count} : std::nullopt;
}

std::optional<double> ask_job_end(SlurmClient& client,
                                  std::map<std::string, std::string> const& environment,
                                  double now)
{
    auto const number = environment.find("SLURM_JOB_ID");
    if (number == environment.end() || number->second.empty()) {
        return std::nullopt;
    }
    try {
        std::array const jobs{JobId{number->second, ""}};
        return job_end_after(client.query(jobs).front().time_left, now);
    } catch (Error const&) {
        return std::nullopt;  // Then the session learns of its end when the signal comes.
    }
}

}  // namespace atl::slurm
