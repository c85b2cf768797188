#include "drops/streaming/companions.hpp"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "drops/current_problem.hpp"
#include "drops/trivial.hpp"

namespace atl::drops {

struct Companions::Companion {
    Companion(RunScene const& scene, RunRequest const& request, StreamPorts inputs)
        : ports(std::move(inputs)), context(scene, request, &ports)
    {
    }

    StreamPorts ports;
    RunContext context;
    AppResult result;     // by the thread; read after it was joined
    std::jthread thread;  // last: uses all above
};

Companions::Companions(RunScene const& scene, UnreadContent unread)
    : scene_(scene),
      unread_(unread),
      anything_streams_(std::ranges::any_of(scene.part.port_pairs, &graph::PortPair::streaming))
{
}

Companions::~Companions()
{
    // A companion may have companions: they are taken one by one, not under the lock.
    while (true) {
        std::unique_ptr<Companion> next;
        {
            std::scoped_lock const lock{mutex_};
            if (running_.empty()) {
                return;
            }
            next = std::move(running_.begin()->second);
            running_.erase(running_.begin());
        }
        next->thread.join();
    }
}

StreamPorts Companions::start_beside(RunRequest producer)
{
    StreamPorts ports;
    if (!anything_streams_) {
        return ports;
    }
    auto const& part = scene_.part;
    part.for_each_output(producer.app, [&](std::uint32_t data, std::uint16_t /*ports*/) {
        if (data < part.owned && part.input_count(data) == 1) {
            if (auto broadcast = stream(data, producer.attempt)) {
                ports.outputs.emplace(data, std::move(broadcast));
            }
        }
    });
    return ports;
}

/// Starts the consumers of \p data that stream; nullptr when there are none.
std::shared_ptr<Broadcast> Companions::stream(std::uint32_t data, unsigned attempt)
{
    auto const& part = scene_.part;
    std::vector<std::uint32_t> consumers;
    bool all_stream = true;
    part.for_each_output(data, [&](std::uint32_t app, std::uint16_t ports) {
        bool const streams = ports < part.port_pairs.size() && part.port_pairs[ports].streaming &&
                             app < part.owned && can_start(app, data);
        // A second try needs the content once more.
        all_stream = all_stream && streams && part.drop_template(app).n_tries == 1;
        if (streams) {
            consumers.push_back(app);
        }
    });
    if (consumers.empty()) {
        return nullptr;
    }
    auto const frees = scene_.contents.kind(data).after_use() == AfterUse::free_memory;
    bool const gone = all_stream && frees && unread_ == UnreadContent::release;
    std::vector<std::shared_ptr<Channel>> channels;
    for (std::size_t i = 0; i < consumers.size(); ++i) {
        channels.push_back(std::make_shared<Channel>(scene_.stop));
    }
    auto broadcast =
        std::make_shared<Broadcast>(channels, gone ? StreamKeeping::gone : StreamKeeping::kept);
    if (gone) {
        std::scoped_lock const lock{mutex_};
        unkept_[data] = broadcast;
    }
    for (std::size_t i = 0; i < consumers.size(); ++i) {
        StreamPorts ports;
        ports.inputs.emplace(data, channels[i]);
        start(consumers[i], std::move(ports), attempt);
    }
    return broadcast;
}

bool Companions::can_start(std::uint32_t app, std::uint32_t stream) const
{
    auto const& part = scene_.part;
    bool ready = !writes_nothing(part.drop_template(app));
    part.for_each_input(app, [&](std::uint32_t input, std::uint16_t /*ports*/) {
        ready = ready && (input == stream ||
                          (input < part.owned && scene_.contents.fate(input) == Fate::published));
    });
    return ready;
}

void Companions::start(std::uint32_t app, StreamPorts ports, unsigned attempt)
{
    RunRequest const request{app, attempt};
    auto further = start_beside(request);
    ports.outputs = further.outputs;
    auto companion = std::make_unique<Companion>(scene_, request, std::move(ports));
    auto& started = *companion;
    {
        std::scoped_lock const lock{mutex_};
        running_[app] = std::move(companion);
    }
    started.thread = std::jthread{[this, app, &started] {
        auto const& behaviour = scene_.templates.app(app, scene_.part.template_of[app]);
        try {
            started.result = behaviour.run(started.context);
            started.context.finish_streams();
        } catch (...) {
            started.result = AppResult::failure(current_problem());
        }
        bool const failed = started.result.status == AppResult::Status::failed;
        for (auto const& [data, channel] : started.ports.inputs) {
            channel->leave();
        }
        for (auto const& [data, broadcast] : started.ports.outputs) {
            broadcast->close(failed ? Channel::Ending::failed : Channel::Ending::complete);
        }
    }};
}

void Companions::end_streams(StreamPorts const& ports, Channel::Ending ending)
{
    for (auto const& [data, broadcast] : ports.outputs) {
        broadcast->close(ending);
        if (ending == Channel::Ending::failed) {
            scene_.part.for_each_output(
                data, [&](std::uint32_t app, std::uint16_t /*ports*/) { discard(app); });
        }
    }
}

std::unique_ptr<Companions::Companion> Companions::take(std::uint32_t app)
{
    std::unique_ptr<Companion> taken;
    if (anything_streams_) {
        std::scoped_lock const lock{mutex_};
        if (auto const found = running_.find(app); found != running_.end()) {
            taken = std::move(found->second);
            running_.erase(found);
        }
    }
    if (taken) {
        taken->thread.join();
    }
    return taken;
}

std::optional<AppRun> Companions::join(std::uint32_t app)
{
    auto const companion = take(app);
    if (!companion) {
        return std::nullopt;
    }
    try {
        auto run = conclude(companion->context, std::move(companion->result));
        if (run.status == AppRun::Status::failed) {
            end_streams(companion->ports, Channel::Ending::failed);
        }
        return run;
    } catch (...) {
        end_streams(companion->ports, Channel::Ending::failed);
        throw;
    }
}

void Companions::discard(std::uint32_t app)
{
    if (auto const companion = take(app)) {
        end_streams(companion->ports, Channel::Ending::failed);
    }
}

std::uint64_t Companions::streamed_bytes(std::uint32_t data) const
{
    if (!anything_streams_) {
        return 0;
    }
    std::scoped_lock const lock{mutex_};
    auto const found = unkept_.find(data);
    return found == unkept_.end() ? 0 : found->second->bytes();
}

AppRun conclude(RunContext& context, AppResult&& result)
{
    if (result.status == AppResult::Status::failed) {
        if (context.is_out_of_time()) {
            result.reason = "it took longer than its max_runtime: " + result.reason;
        }
        return {AppRun::Status::failed, result.exit_code, std::move(result.reason), {}};
    }
    constexpr std::size_t most_ways = 64;  // AppOutcome::skipped_outputs
    if (auto const ways = context.successors().size();
        !result.skipped_outputs.empty() && ways > most_ways) {
        return {
            AppRun::Status::failed,
            1,
            fmt::format("it skips outputs and has {}; such an app may have {}", ways, most_ways),
            {}};
    }
    AppRun run{AppRun::Status::finished, result.exit_code, {}, {}};
    for (auto const& uid : result.skipped_outputs) {
        run.skipped.push_back(context.output_index(uid));  // Throws for one that is none.
    }
    context.accept_outputs();
    return run;
}

}  // namespace atl::drops
