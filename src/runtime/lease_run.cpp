#include "runtime/lease_run.hpp"

#include <chrono>
#include <exception>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/graph/part.hpp"
#include "atoll/process/launch_helper.hpp"

#include "runtime/stop_signals.hpp"

namespace atl::runtime {
namespace {

namespace fs = std::filesystem;

using manager::LeaseEnd;

/// A folder that is gone with the object.
class OwnFolder {
  public:
    explicit OwnFolder(fs::path path) : path_(std::move(path)) { fs::create_directories(path_); }
    ~OwnFolder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    OwnFolder(OwnFolder const&) = delete;
    OwnFolder& operator=(OwnFolder const&) = delete;

  private:
    fs::path path_;
};

void provide_inputs(manager::LeaseOrder const& order, drops::DropRunner& runner)
{
    for (std::size_t place = 0; place < order.inputs.size(); ++place) {
        auto const& input = order.inputs[place];
        auto const ghost = static_cast<std::uint32_t>(place + 1);
        if (!input.available) {
            runner.settled(ghost, DropState::error);
        } else if (!input.content.empty()) {
            auto const owner = std::make_shared<std::vector<std::byte> const>(input.content);
            runner.provide(ghost, {owner, *owner});
        }
    }
}

void collect_outputs(graph::Part const& part,
                     drops::DropRunner& runner,
                     manager::LeaseResult& result)
{
    for (auto const output : part.outputs) {
        auto& content = result.outputs.emplace_back();
        if (runner.carriage(output) == drops::Carriage::bytes) {
            auto const payload = runner.content(output);
            content.assign(payload.bytes().begin(), payload.bytes().end());
        }
    }
}

void record(drops::AppRun const& run, graph::Part const& part, manager::LeaseResult& result)
{
    result.exit_code = run.exit_code;
    result.reason = run.reason;
    for (auto const skipped : run.skipped) {
        for (std::uint32_t place = 0; place < part.outputs.size(); ++place) {
            if (part.outputs[place] == skipped) {
                result.skipped.push_back(place);
            }
        }
    }
}

/// SLURM signals an extension and its apps in the same instant; who hears of it first is chance.
bool comes_true(std::function<bool()> const& was_ended)
{
    using namespace std::chrono_literals;
    for (auto waited = 0ms; waited < time_to_hear_of_end && !was_ended(); waited += 10ms) {
        std::this_thread::sleep_for(10ms);
    }
    return was_ended();
}

manager::LeaseResult run(manager::LeaseOrder const& order,
                         drops::RunnerOptions options,
                         std::stop_token const& stop,
                         std::function<bool()> const& was_ended)
{
    manager::LeaseResult result;
    auto const part = graph::read_part(order.part);
    options.scratch_folder /= fmt::format("lease-{}-{}", order.owner.value, order.number);
    OwnFolder const scratch{options.scratch_folder};
    options.staging = order.staging;
    options.epoch = manager::epoch_of(order.number);
    options.stop = stop;
    options.unread = drops::UnreadContent::keep;
    auto const* const launcher = options.launcher;
    drops::DropRunner runner{part, std::move(options)};
    provide_inputs(order, runner);
    auto const ran = runner.run_app(0, order.attempt, 0);
    record(ran, part, result);
    if (ran.status == drops::AppRun::Status::finished) {
        collect_outputs(part, runner, result);
        return result;
    }
    bool const has_lost_helper = launcher != nullptr && !launcher->alive();
    bool const not_its_fault = stop.stop_requested() || has_lost_helper ||
                               (may_have_died_with_job(ran.exit_code) && comes_true(was_ended));
    result.end = not_its_fault ? LeaseEnd::given_back : LeaseEnd::failed;
    for (auto const output : part.outputs) {
        runner.settled(output, DropState::error);  // removes what was staged
    }
    return result;
}

}  // namespace

manager::LeaseResult run_lease(manager::LeaseOrder const& order,
                               drops::RunnerOptions options,
                               std::stop_token const& stop,
                               std::function<bool()> const& was_ended) noexcept
{
    manager::LeaseResult result;
    try {
        result = run(order, std::move(options), stop, was_ended);
    } catch (std::exception const& failure) {
        result.end = LeaseEnd::failed;
        result.exit_code = 1;
        result.reason = failure.what();
    }
    result.number = order.number;
    return result;
}

}  // namespace atl::runtime
