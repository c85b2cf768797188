#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <stop_token>
#include <vector>

namespace atl::drops {

/// Bytes on their way from an app that writes them to one that reads them meanwhile: a queue of
/// bounded size, so that neither gets far ahead of the other. Thread-safe; one writer, one reader.
class Channel {
  public:
    static constexpr std::size_t usual_room = std::size_t{1} << 20U;

    /// How the writer ended.
    enum class Ending : std::uint8_t { complete, failed };

    explicit Channel(std::stop_token stop, std::size_t room = usual_room);

    /// Waits until all of \p bytes have found room. \returns false when they will not be read any
    /// more: the reader has left, the writer has closed, or the session is being cancelled.
    bool write(std::span<std::byte const> bytes);

    /// Waits for bytes. \returns how many were put into \p room, 0 after the last one.
    /// \throws Error{io} when the writer has failed or the session is being cancelled.
    [[nodiscard]] std::size_t read(std::span<std::byte> room);

    /// Nothing more is written. The first call counts.
    void close(Ending ending);
    /// Nothing more is read.
    void leave();

  private:
    enum class State : std::uint8_t { open, complete, failed };

    std::stop_token stop_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    // All below guarded by mutex_.
    std::vector<std::byte> ring_;
    std::size_t begin_{0};
    std::size_t size_{0};
    State state_{State::open};
    bool reader_left_{false};
};

}  // namespace atl::drops
