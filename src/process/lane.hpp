#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "child_run.hpp"
#include "helper_context.hpp"
#include "wire.hpp"

namespace atl::process {

/// One thread of the helper: runs the processes that one thread of the engine asks for, one after
/// the other.
class Lane {
  public:
    /// Starts the thread; \p number is unique in the helper. \p helper must outlive it.
    Lane(HelperContext& helper, UniqueFd socket, std::uint32_t number);
    Lane(Lane const&) = delete;
    Lane& operator=(Lane const&) = delete;
    /// Waits until the engine has closed its side and the last process has ended.
    ~Lane() = default;

    /// Process that runs now; 0: none.
    [[nodiscard]] pid_t child() const noexcept { return pid_.load(std::memory_order_acquire); }

  private:
    void serve();
    [[nodiscard]] ProcessOutcome run(StartOrder& order, bool& engine_lost);
    [[nodiscard]] ProcessOutcome run_found(StartOrder& order, bool& engine_lost);
    void build_environment(StartOrder const& order);
    [[nodiscard]] std::string const* find(char const* program);

    HelperContext& helper_;
    UniqueFd socket_;
    std::uint32_t number_;
    std::uint64_t runs_{0};
    std::atomic<pid_t> pid_{
        0};  // written by the kernel and this lane; read by the thread that reaps orphans
    std::unique_ptr<std::byte[]> stack_;
    std::unique_ptr<char[]> buffer_;
    std::vector<char*> variables_;    // of the next process; ended by null
    std::vector<std::string> added_;  // those that are its own; the last one is the marker
    std::string path_;                // PATH of the next process
    std::unordered_map<std::string, std::string>
        programs_;       // where they were found in the helper's PATH
    std::string found_;  // ditto, when the process has a PATH of its own
    std::jthread thread_;
};

}  // namespace atl::process
