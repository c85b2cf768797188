#include "atoll/slurm/spool_runner.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/spool_folder.hpp"

namespace atl::slurm {
namespace {

constexpr Seconds between_looks{0.25};

double seconds(std::int64_t ns)
{
    return static_cast<double>(ns) * 1e-9;
}

}  // namespace

SpoolRunner::SpoolRunner(std::filesystem::path folder, Clock const& clock, Sleep sleep)
    : folder_(std::move(folder)), clock_(clock), sleep_(std::move(sleep))
{
    std::error_code failure;
    std::filesystem::create_directories(folder_, failure);
    if (failure) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot create '{}' ({})", folder_.string(), failure.message())};
    }
}

process::CommandResult SpoolRunner::run(process::CommandRequest const& request)
{
    SpoolFolder const spool{folder_};
    // A rank 0 that was started anew must not find the answers to its predecessor's questions.
    auto const name = fmt::format("{:010}-{:06}", getpid(), next_++);
    spool.ask(name, request);
    auto const patience = static_cast<double>(request.timeout.count()) * 1e-3;
    auto begin = clock_.monotonic_ns();
    bool is_taken = false;
    while (true) {
        if (auto const answer = spool.answer(name)) {
            return *answer;
        }
        if (seconds(clock_.monotonic_ns() - begin) > patience) {
            if (is_taken) {
                process::CommandResult result;
                result.timed_out = true;
                return result;
            }
            if (spool.take_back(name)) {
                throw Error{ErrorKind::io,
                            fmt::format("nobody serves the requests in '{}'", folder_.string()),
                            "run `atoll scaler` on a host that can submit jobs"};
            }
            is_taken = true;
            begin = clock_.monotonic_ns();
        }
        sleep_(between_looks);
    }
}

}  // namespace atl::slurm
