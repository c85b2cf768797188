#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "atoll/process/process_request.hpp"
#include "atoll/process/unique_fd.hpp"

#include "wire.hpp"

namespace atl::process {

/// The streams of one process as the engine sees them: what it passes to the helper, and the pipes
/// that it reads for callbacks. Used by one thread.
class EngineStreams {
  public:
    /// \throws Error{io} when a pipe or a file in memory cannot be made.
    EngineStreams(ProcessRequest const& request, StartHeader& header);

    /// To send along, in the order that the helper expects.
    [[nodiscard]] std::vector<int> const& descriptors() const noexcept { return descriptors_; }
    /// After sending: the process (and the helper) have the only copies.
    void close_passed_ends() noexcept;
    [[nodiscard]] bool has_callbacks() const noexcept { return !callbacks_.empty(); }
    /// Waits until \p socket is readable, serving the callbacks meanwhile.
    void serve_until_readable(int socket);
    /// Hands over what is still in the pipes.
    void drain();

  private:
    struct Callback {
        UniqueFd pipe;
        std::function<void(std::string_view)> const* receive;
    };

    [[nodiscard]] StreamMode connect_input(StandardInput const& input);
    [[nodiscard]] StreamMode connect_output(StandardOutput const& output);
    /// \returns whether something came.
    static bool read(Callback& callback);

    std::vector<int> descriptors_;
    std::vector<UniqueFd> passed_;
    std::vector<Callback> callbacks_;
    StdinFeed* feed_{nullptr};
};

}  // namespace atl::process
