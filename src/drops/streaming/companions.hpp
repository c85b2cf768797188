#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "atoll/drops/app_drop.hpp"
#include "atoll/drops/drop_runner.hpp"

#include "drops/run_context.hpp"
#include "drops/streaming/stream_ports.hpp"

namespace atl::drops {

/// Streaming consumers that run beside the producer of their input, before the engine has found
/// them ready: each on a thread of its own, on the producer's CPUs. Thread-safe under DropRunner's
/// promise about calls for one drop.
///
/// A consumer is started when its producer is the only one, both are own drops, and all its other
/// inputs are there. Any other gets its content when it is complete, like every consumer.
class Companions {
  public:
    Companions(RunScene const& scene, UnreadContent unread);
    /// Waits for those that nobody has asked for. \pre their producers have ended.
    ~Companions();
    Companions(Companions const&) = delete;
    Companions& operator=(Companions const&) = delete;

    /// Starts the consumers of what \p producer streams. \returns its outputs' streams.
    [[nodiscard]] StreamPorts start_beside(RunRequest producer);
    /// The producer has ended: its streams end, too. After a failure its consumers are waited for,
    /// and what they did is thrown away.
    void end_streams(StreamPorts const& ports, Channel::Ending ending);

    /// Waits for \p app, if it runs here: how it ended, its outputs accepted. Nothing when it does
    /// not.
    [[nodiscard]] std::optional<AppRun> join(std::uint32_t app);
    /// Waits for \p app, if it runs here, and throws away what it did.
    void discard(std::uint32_t app);

    /// Bytes of \p data that were streamed and not kept.
    [[nodiscard]] std::uint64_t streamed_bytes(std::uint32_t data) const;

  private:
    struct Companion;

    [[nodiscard]] bool can_start(std::uint32_t app, std::uint32_t stream) const;
    [[nodiscard]] std::shared_ptr<Broadcast> stream(std::uint32_t data, unsigned attempt);
    [[nodiscard]] std::unique_ptr<Companion> take(std::uint32_t app);
    void start(std::uint32_t app, StreamPorts ports, unsigned attempt);

    RunScene const& scene_;
    UnreadContent unread_;
    bool anything_streams_;  // else nothing below is looked at: no lock per drop
    mutable std::mutex mutex_;
    std::map<std::uint32_t, std::unique_ptr<Companion>> running_;  // guarded by mutex_; by app
    std::map<std::uint32_t, std::shared_ptr<Broadcast>> unkept_;   // guarded by mutex_; by data
};

/// How a run of the app's behaviour ended, with its outputs accepted.
/// \throws Error{io} when what it wrote cannot be kept.
[[nodiscard]] AppRun conclude(RunContext& context, AppResult&& result);

}  // namespace atl::drops
