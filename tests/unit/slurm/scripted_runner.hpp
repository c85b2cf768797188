#pragma once

#include <deque>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/command_runner.hpp"

namespace atl::slurm {

/// Answers in place of SLURM, one prepared answer after the other, and remembers what was asked.
class ScriptedRunner final : public CommandRunner {
  public:
    void answer(std::string output, int exit_code = 0, std::string errors = {})
    {
        process::CommandResult result;
        result.exit_code = exit_code;
        result.output = std::move(output);
        result.errors = std::move(errors);
        answers_.push_back(result);
    }
    void time_out()
    {
        process::CommandResult result;
        result.signal = 9;
        result.timed_out = true;
        answers_.push_back(result);
    }

    process::CommandResult run(process::CommandRequest const& request) override
    {
        commands.push_back(fmt::format("{}", fmt::join(request.argv, " ")));
        last = request;
        if (answers_.empty()) {
            throw Error{ErrorKind::io, "no such program"};
        }
        auto const result = answers_.front();
        answers_.pop_front();
        return result;
    }

    std::vector<std::string> commands;
    process::CommandRequest last;

  private:
    std::deque<process::CommandResult> answers_;
};

}  // namespace atl::slurm
