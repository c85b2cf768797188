#include "drops/shell/stream_ends.hpp"

#include <cerrno>
#include <span>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {

StreamEnds::StreamEnds(StreamPlan plan) : plan_(std::move(plan))
{
    if (plan_.input == nullptr || !plan_.input->available()) {
        return;
    }
    auto const path = plan_.input->path();
    input_.reset(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!input_) {
        throw Error{
            ErrorKind::io,
            fmt::format(
                "cannot read '{}' as standard input: {}", path.string(), errno_text(errno))};
    }
}

process::StandardInput StreamEnds::input() const
{
    if (input_) {
        return process::InputFd{input_.get()};
    }
    return process::NoInput{};
}

process::StandardOutput StreamEnds::output()
{
    if (plan_.outputs.empty()) {
        return process::ToLog{};
    }
    return process::ToCallback{[this](std::string_view piece) {
        try {
            for (auto* const output : plan_.outputs) {
                output->write(std::as_bytes(std::span{piece}));
            }
        } catch (Error const& error) {
            problem_ = error.what();
        }
    }};
}

void StreamEnds::check() const
{
    if (!problem_.empty()) {
        throw Error{ErrorKind::io, problem_};
    }
}

}  // namespace atl::drops
