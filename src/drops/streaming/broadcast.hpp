#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "drops/streaming/channel.hpp"

namespace atl::drops {

/// What becomes of the bytes of a stream when its readers have seen them.
enum class StreamKeeping : std::uint8_t { kept, gone };

/// The stream of one data drop: what its producer writes goes to every consumer that runs
/// meanwhile. Written by one thread at a time.
class Broadcast {
  public:
    Broadcast(std::vector<std::shared_ptr<Channel>> readers, StreamKeeping keeping)
        : readers_(std::move(readers)), keeping_(keeping)
    {
    }

    /// Waits for the slowest reader that has not left.
    void write(std::span<std::byte const> bytes)
    {
        for (auto const& reader : readers_) {
            reader->write(bytes);
        }
        // Relaxed: a figure for people.
        bytes_.fetch_add(bytes.size(), std::memory_order_relaxed);
    }
    void close(Channel::Ending ending)
    {
        for (auto const& reader : readers_) {
            reader->close(ending);
        }
    }
    [[nodiscard]] StreamKeeping keeping() const noexcept { return keeping_; }
    [[nodiscard]] std::uint64_t bytes() const noexcept
    {
        return bytes_.load(std::memory_order_relaxed);
    }

  private:
    std::vector<std::shared_ptr<Channel>> readers_;
    StreamKeeping keeping_;
    std::atomic<std::uint64_t> bytes_{0};
};

}  // namespace atl::drops
