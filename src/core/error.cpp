#include "atoll/core/error.hpp"

#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace atl {
namespace {

std::string compose(ErrorKind kind,
                    std::string const& problem,
                    std::string const& hint,
                    std::string const& context)
{
    auto text = fmt::format("{}: {}", to_string(kind), problem);
    if (!hint.empty()) {
        text += "\n  hint: " + hint;
    }
    return text + context;
}

}  // namespace

std::string_view to_string(ErrorKind kind) noexcept
{
    switch (kind) {
        case ErrorKind::usage:
            return "usage error";
        case ErrorKind::invalid_graph:
            return "invalid graph";
        case ErrorKind::invalid_config:
            return "invalid configuration";
        case ErrorKind::io:
            return "input/output error";
        case ErrorKind::slurm:
            return "SLURM error";
        case ErrorKind::lost_rank:
            return "lost rank";
        case ErrorKind::internal:
            return "internal error";
    }
    return "internal error";
}

ExitStatus exit_status(ErrorKind kind) noexcept
{
    switch (kind) {
        case ErrorKind::usage:
            return ExitStatus::usage;
        case ErrorKind::invalid_graph:
        case ErrorKind::invalid_config:
            return ExitStatus::invalid_input;
        case ErrorKind::io:
            return ExitStatus::io;
        case ErrorKind::slurm:
            return ExitStatus::slurm;
        case ErrorKind::lost_rank:
            return ExitStatus::lost_rank;
        case ErrorKind::internal:
            return ExitStatus::internal;
    }
    return ExitStatus::internal;
}

Error::Error(ErrorKind kind, std::string problem, std::string hint)
    : Error(kind, std::move(problem), std::move(hint), {})
{
}

Error::Error(ErrorKind kind, std::string problem, std::string hint, std::string context)
    : std::runtime_error(compose(kind, problem, hint, context)),
      kind_(kind),
      problem_(std::move(problem)),
      hint_(std::move(hint)),
      context_(std::move(context))
{
}

Error Error::during(std::string_view activity) const
{
    return {kind_, problem_, hint_, fmt::format("{}\n  while {}", context_, activity)};
}

std::string errno_text(int code)
{
    return std::generic_category().message(code);
}

}  // namespace atl
