#include "lane.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/process/program_path.hpp"

namespace atl::process {
namespace {

constexpr std::size_t stack_size = 64u << 10;
constexpr std::size_t buffer_size = 64u << 10;  // what a pipe holds

[[nodiscard]] std::string_view name_of(std::string_view variable)
{
    return variable.substr(0, variable.find('='));
}

}  // namespace

Lane::Lane(HelperContext& helper, UniqueFd socket, std::uint32_t number)
    : helper_(helper),
      socket_(std::move(socket)),
      number_(number),
      stack_(new std::byte[stack_size]),
      buffer_(new char[buffer_size]),
      thread_([this] { serve(); })
{
}

void Lane::serve()
{
    StartOrder order;
    bool engine_lost = false;
    std::uint32_t cancelled = 0;  // sequence numbers start at 1
    while (!engine_lost && receive_order(socket_.get(), order)) {
        if (order.header.kind == LaneMessage::cancel) {
            cancelled = order.header.sequence;  // came after the end, or before the start
            continue;
        }
        auto const outcome = order.header.sequence == cancelled
                                 ? ProcessOutcome{.code = ECANCELED,
                                                  .cancelled = true,
                                                  .problem = "cancelled before it started"}
                                 : run(order, engine_lost);
        engine_lost = engine_lost || !send_reply(socket_.get(), order.header.sequence, outcome);
    }
    helper_.busy_lanes.fetch_sub(1, std::memory_order_release);
}

ProcessOutcome Lane::run(StartOrder& order, bool& engine_lost)
{
    build_environment(order);
    auto outcome = run_found(order, engine_lost);
    if (outcome.end == ProcessEnd::not_started && outcome.code == ENOENT &&
        programs_.erase(order.argv.front()) > 0) {
        outcome = run_found(order, engine_lost);  // it may have moved to another folder of PATH
    }
    return outcome;
}

ProcessOutcome Lane::run_found(StartOrder& order, bool& engine_lost)
{
    auto const* file = find(order.argv.front());
    if (file == nullptr) {
        return {.code = ENOENT, .problem = start_problem(order.argv.front(), path_, ENOENT)};
    }
    LaneState state{socket_.get(), {stack_.get(), stack_size}, {buffer_.get(), buffer_size}, &pid_};
    try {
        ChildRun child{helper_, state, order};
        auto outcome = child.run(*file, variables_, added_.back());
        engine_lost = child.engine_lost();
        return outcome;
    } catch (Error const& error) {
        return {.code = EMFILE, .problem = error.problem()};
    }
}

void Lane::build_environment(StartOrder const& order)
{
    variables_.assign(helper_.variables.begin(), helper_.variables.end() - 1);
    path_ = helper_.path;
    added_.clear();
    for (auto const edit : order.edits) {
        std::erase_if(variables_,
                      [&](char const* variable) { return name_of(variable) == name_of(edit); });
        std::erase_if(added_,
                      [&](std::string const& other) { return name_of(other) == name_of(edit); });
        if (edit.find('=') != std::string_view::npos) {
            added_.emplace_back(edit);
        }
        if (edit.starts_with("PATH=")) {
            path_ = edit.substr(5);
        }
    }
    added_.push_back(fmt::format("ATOLL_RUN={}.{}.{}", helper_.pid, number_, ++runs_));
    for (auto& variable : added_) {
        variables_.push_back(variable.data());
    }
    variables_.push_back(nullptr);
}

std::string const* Lane::find(char const* program)
{
    bool const usual = path_ == helper_.path;
    if (auto const known = programs_.find(program); usual && known != programs_.end()) {
        return &known->second;
    }
    auto found = find_program(program, path_);
    if (!found) {
        return nullptr;
    }
    if (!usual || found->find('/') != 0) {
        found_ = std::move(*found);
        return &found_;
    }
    return &programs_.emplace(program, std::move(*found)).first->second;
}

}  // namespace atl::process
