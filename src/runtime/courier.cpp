#include "runtime/courier.hpp"

#include <limits>
#include <utility>

#include <fmt/format.h>

#include "atoll/graph/app_part.hpp"

namespace atl::runtime {
namespace {

using engine::AppOutcome;
using engine::DropIndex;

/// Bytes that live as long as the payload.
drops::Payload payload_of(std::vector<std::byte> bytes)
{
    auto const owner = std::make_shared<std::vector<std::byte> const>(std::move(bytes));
    return {owner, *owner};
}

drops::ElsewhereRun run_of(manager::LeaseResult& result, std::string const& staging)
{
    drops::ElsewhereRun run;
    run.status = result.end == manager::LeaseEnd::finished ? drops::AppRun::Status::finished
                                                           : drops::AppRun::Status::failed;
    run.exit_code = result.exit_code;
    run.reason = std::move(result.reason);
    run.skipped = std::move(result.skipped);
    run.staging = staging;
    for (auto& output : result.outputs) {
        run.outputs.push_back(payload_of(std::move(output)));
    }
    return run;
}

bool is_small_enough(void const* base, DropIndex app)
{
    auto const& runner = static_cast<LendingBase const*>(base)->runner;
    return runner.input_bytes(app.value) <= Courier::largest_inputs;
}

}  // namespace

Courier::Courier(LendingBase base) : base_(std::move(base)), thread_([this] { run(); }) {}

Courier::~Courier()
{
    {
        std::scoped_lock const guard{lock_};
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Courier::post(Job job)
{
    {
        std::scoped_lock const guard{lock_};
        jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
}

std::optional<Courier::Taken> Courier::taken()
{
    std::scoped_lock const guard{lock_};
    if (taken_.empty()) {
        return std::nullopt;
    }
    auto first = std::move(taken_.front());
    taken_.pop_front();
    return first;
}

void Courier::run()
{
    std::unique_lock guard{lock_};
    while (true) {
        wake_.wait(guard, [this] { return stopping_ || !jobs_.empty(); });
        if (jobs_.empty()) {
            return;
        }
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        guard.unlock();
        std::visit([this](auto& what) { perform(what); }, job);
        guard.lock();
    }
}

void Courier::perform(Take const& job)
{
    Taken answer;
    if (auto const app = base_.engine.take_app(job.most_cpus, {is_small_enough, &base_})) {
        answer.app = *app;
        answer.order = pack(*app);
        if (!answer.order) {
            base_.engine.return_app(app->app);
        }
    }
    std::scoped_lock const guard{lock_};
    taken_.push_back(std::move(answer));
}

std::optional<manager::LeaseOrder> Courier::pack(engine::LentApp app)
{
    auto const part = graph::app_part(base_.part, app.app.value);
    manager::LeaseOrder order;
    order.attempt = app.attempt;
    order.cpus = app.cpus;
    order.part = graph::write_part(part);
    std::vector<std::uint32_t> inputs;
    base_.part.for_each_input(app.app.value,
                              [&](std::uint32_t input, std::uint16_t) { inputs.push_back(input); });
    for (std::size_t place = 0; place < part.inputs.size(); ++place) {
        if (part.inputs[place] <= order.inputs.size()) {
            continue;  // An app may read the same data at several ports.
        }
        auto const input = base_.runner.input(inputs[place]);
        if (!input) {
            return std::nullopt;
        }
        auto const bytes = input->content.bytes();
        order.inputs.push_back({input->available, {bytes.begin(), bytes.end()}});
    }
    return order;
}

void Courier::perform(Finish& job)
{
    auto const app = job.lease.app;
    auto run =
        base_.runner.finish_elsewhere(app, job.lease.attempt, run_of(job.result, job.staging));
    auto const outcome = base_.conclude(app, job.lease.attempt, std::move(run));
    base_.engine.finish_app(DropIndex{app}, outcome);
}

void Courier::perform(GiveBack const& job)
{
    if (!job.staging.empty()) {
        if (finish_from_disk(job)) {
            return;
        }
        base_.runner.disown(job.lease.app, job.staging);
    }
    base_.engine.return_app(DropIndex{job.lease.app});
}

bool Courier::finish_from_disk(GiveBack const& job)
{
    auto const app = job.lease.app;
    if (!base_.has_ended || !base_.runner.is_left_on_disk(app, job.staging) ||
        !base_.has_ended(app, job.staging)) {
        return false;
    }
    drops::ElsewhereRun left;
    left.staging = job.staging;
    base_.part.for_each_output(app,
                               [&](std::uint32_t, std::uint16_t) { left.outputs.emplace_back(); });
    auto run = base_.runner.finish_elsewhere(app, job.lease.attempt, std::move(left));
    base_.engine.finish_app(DropIndex{app}, base_.conclude(app, job.lease.attempt, std::move(run)));
    return true;
}

void Courier::perform(Fail const& job)
{
    drops::ElsewhereRun failed;
    failed.status = drops::AppRun::Status::failed;
    failed.reason = fmt::format("drop '{}': {}", base_.part.oid(job.lease.app), job.reason);
    failed.staging = job.staging;
    constexpr unsigned last_try = std::numeric_limits<unsigned>::max();
    auto run = base_.runner.finish_elsewhere(job.lease.app, last_try, std::move(failed));
    auto outcome = base_.conclude(job.lease.app, job.lease.attempt, std::move(run));
    outcome.status = AppOutcome::Status::failed_for_good;
    base_.engine.finish_app(DropIndex{job.lease.app}, outcome);
}

void Courier::perform(Disown const& job)
{
    base_.runner.disown(job.lease.app, job.staging);
}

}  // namespace atl::runtime
