#include "runtime/fleet_keeper.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/session/scale_request.hpp"
#include "atoll/slurm/fleet_commands.hpp"
#include "atoll/slurm/fleet_options.hpp"
#include "atoll/slurm/job_end.hpp"

#include "runtime/seconds.hpp"

namespace atl::runtime {
namespace {

constexpr std::chrono::seconds between_looks{1};

std::map<std::string, std::string> environment_of_process()
{
    std::map<std::string, std::string> variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        std::string_view const text{*entry};
        auto const equals = text.find('=');
        if (equals != std::string_view::npos) {
            variables.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return variables;
}

/// Whether \p action matters after the session's end.
bool ends_a_job(slurm::FleetAction const& action)
{
    return std::holds_alternative<slurm::CancelJob>(action);
}

}  // namespace

FleetKeeper::FleetKeeper(slurm::Fleet fleet,
                         session::SessionFolder folder,
                         Clock const& clock,
                         Perform perform,
                         Drain drain)
    : fleet_(std::move(fleet)),
      folder_(std::move(folder)),
      clock_(clock),
      drain_(std::move(drain)),
      started_ns_(clock.monotonic_ns()),
      perform_(std::move(perform))
{
    adopt();
    thread_ = std::thread{[this] { work(); }};
}

FleetKeeper::~FleetKeeper()
{
    {
        std::scoped_lock const lock{mutex_};
        is_leaving_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void FleetKeeper::adopt()
{
    try {
        auto const before = session::read_islands_file(folder_);
        if (!before) {
            return;
        }
        notes_.assign(before->notes.begin(), before->notes.end());
        for (auto const& island : before->islands) {
            if (island.state != slurm::to_string(slurm::IslandState::ended) &&
                !island.job_id.empty()) {
                take(slurm::IslandAdopted{{island.job_id, island.job_cluster}});
            }
        }
    } catch (Error const& problem) {
        log::warn("runtime", "{}", problem.what());
    }
}

void FleetKeeper::tick(slurm::Workload const& work)
{
    std::vector<slurm::FleetEvent> answers;
    std::vector<std::string> told;
    {
        std::scoped_lock const lock{mutex_};
        answers.swap(answers_);
        told.swap(told_);
    }
    for (auto const& line : told) {
        note(line);
    }
    for (auto const& answer : answers) {
        take(answer);
    }
    take(slurm::WorkloadSeen{work});
    take(slurm::FleetTick{Seconds{seconds(clock_.monotonic_ns() - started_ns_)}});
    publish();
}

void FleetKeeper::island_connected(std::string const& job, std::uint32_t cpus)
{
    take(slurm::IslandConnected{job, cpus});
}

void FleetKeeper::island_lost(std::string const& job)
{
    take(slurm::IslandLost{job});
}

void FleetKeeper::island_drained(std::string const& job)
{
    take(slurm::IslandDrained{job});
}

void FleetKeeper::session_ends()
{
    take(slurm::SessionEnding{});
    publish();
}

void FleetKeeper::session_is_over()
{
    take(slurm::SessionOver{});
    publish();
}

void FleetKeeper::take(slurm::FleetEvent const& event)
{
    bool const is_routine = std::holds_alternative<slurm::FleetTick>(event) ||
                            std::holds_alternative<slurm::WorkloadSeen>(event);
    auto const actions = fleet_.handle(event);
    has_changed_ = has_changed_ || !is_routine || !actions.empty();
    std::vector<slurm::FleetAction> orders;
    for (auto const& action : actions) {
        if (auto const* const told = std::get_if<slurm::FleetNote>(&action)) {
            note(told->line);
        } else if (auto const* const leaving = std::get_if<slurm::DrainIsland>(&action)) {
            drain_(leaving->job);
        } else {
            orders.push_back(action);
        }
    }
    if (orders.empty()) {
        return;
    }
    {
        std::scoped_lock const lock{mutex_};
        orders_.insert(orders_.end(), orders.begin(), orders.end());
    }
    wake_.notify_one();
}

void FleetKeeper::note(std::string const& line)
{
    log::info("runtime", "{}", line);
    notes_.push_back({seconds(clock_.wall_ns()), line});
    if (notes_.size() > session::IslandsFile::kept_notes) {
        notes_.pop_front();
    }
    has_changed_ = true;
}

session::IslandsFile FleetKeeper::snapshot() const
{
    session::IslandsFile file;
    file.notes.assign(notes_.begin(), notes_.end());
    file.asked = fleet_.asked();
    for (auto const& island : fleet_.islands()) {
        auto const left = island.end ? island.end->count - fleet_.now().count : 0;
        file.islands.push_back({island.id.value,
                                island.job.number,
                                island.job.cluster,
                                std::string{slurm::to_string(island.state)},
                                island.reason,
                                island.cpus,
                                island.end ? seconds(clock_.wall_ns()) + left : 0});
    }
    return file;
}

void FleetKeeper::publish()
{
    if (!std::exchange(has_changed_, false)) {
        return;
    }
    auto file = snapshot();
    {
        std::scoped_lock const lock{mutex_};
        to_write_ = std::move(file);
    }
    wake_.notify_one();
}

void FleetKeeper::work()
{
    while (true) {
        std::optional<slurm::FleetAction> order;
        bool is_leaving = false;
        {
            std::unique_lock lock{mutex_};
            wake_.wait_for(lock, between_looks, [this] {
                return is_leaving_ || !orders_.empty() || to_write_.has_value();
            });
            is_leaving = is_leaving_;
            if (is_leaving) {
                std::erase_if(orders_, [](auto const& what) { return !ends_a_job(what); });
            }
            if (!orders_.empty()) {
                order = std::move(orders_.front());
                orders_.pop_front();
            }
        }
        write_snapshot();
        if (order) {
            auto answer = perform_(*order);
            std::scoped_lock const lock{mutex_};
            if (answer.event) {
                answers_.push_back(std::move(*answer.event));
            }
            std::ranges::move(answer.notes, std::back_inserter(told_));
        } else if (is_leaving) {
            return;
        } else {
            look_at_request();
        }
    }
}

void FleetKeeper::look_at_request()
{
    auto const request = session::scale_requested(folder_);
    if (!request || request->number == request_seen_) {
        return;
    }
    request_seen_ = request->number;
    std::scoped_lock const lock{mutex_};
    answers_.emplace_back(slurm::ScaleAsked{request->nodes});
}

void FleetKeeper::write_snapshot()
{
    std::optional<session::IslandsFile> file;
    {
        std::scoped_lock const lock{mutex_};
        file.swap(to_write_);
    }
    if (!file) {
        return;
    }
    try {
        session::write_islands_file(folder_, *file);
    } catch (Error const& problem) {
        log::warn("runtime", "{}", problem.what());
    }
}

std::unique_ptr<FleetKeeper> make_fleet_keeper(session::SessionFolder const& folder,
                                               session::SessionFile const& session,
                                               Clock const& clock,
                                               FleetKeeper::Drain drain)
{
    auto const environment = environment_of_process();
    auto options = slurm::fleet_options(session);
    if (auto const end = slurm::known_job_end(environment)) {
        options.base_end = Seconds{*end - seconds(clock.wall_ns())};
    }
    auto const runner = std::make_shared<slurm::ProcessRunner>();
    auto const commands = std::make_shared<slurm::FleetCommands>(
        folder, session, environment, *runner, clock, [](Seconds span) {
            std::this_thread::sleep_for(std::chrono::duration<double>{span.count});
        });
    return std::make_unique<FleetKeeper>(
        slurm::Fleet{options},
        folder,
        clock,
        [runner, commands](slurm::FleetAction const& action) { return commands->perform(action); },
        std::move(drain));
}

}  // namespace atl::runtime
