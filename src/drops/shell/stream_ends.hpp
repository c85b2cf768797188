#pragma once

#include "atoll/drops/app_drop.hpp"
#include "atoll/process/process_request.hpp"
#include "atoll/process/unique_fd.hpp"

namespace atl::drops {

/// Where the standard streams of an app's process lead.
struct StreamPlan {
    Input* input{nullptr};         ///< Read as standard input; nullptr: none.
    std::vector<Output*> outputs;  ///< Standard output is written to each; empty: the log.
};

/// Standard streams of a process, open as long as the object. Not movable: requests point into it.
class StreamEnds {
  public:
    /// \throws Error{io} when the input cannot be opened.
    explicit StreamEnds(StreamPlan plan);
    StreamEnds(StreamEnds const&) = delete;
    StreamEnds& operator=(StreamEnds const&) = delete;

    [[nodiscard]] process::StandardInput input() const;
    [[nodiscard]] process::StandardOutput output();
    /// \throws Error{io} when an output could not be written while the process ran.
    void check() const;

  private:
    StreamPlan plan_;
    process::UniqueFd input_;
    std::string problem_;
};

}  // namespace atl::drops
