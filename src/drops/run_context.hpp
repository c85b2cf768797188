#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "atoll/core/log_sink.hpp"
#include "atoll/drops/app_drop.hpp"
#include "atoll/graph/part.hpp"

#include "drops/contents.hpp"
#include "drops/registry.hpp"
#include "drops/streaming/stream_ports.hpp"
#include "drops/template_set.hpp"

namespace atl::drops {

/// What all runs of a rank share.
struct RunScene {
    graph::Part const& part;
    TemplateSet const& templates;
    Contents& contents;
    RankServices const& services;
    LogSink* log{nullptr};
    std::stop_token stop;
};

/// Own app drop \p app and the try in question.
struct RunRequest {
    std::uint32_t app{0};
    unsigned attempt{1};
};

/// One try of one app: shows it its inputs and collects its outputs. Used by one thread.
///
/// What the app writes counts only after accept_outputs().
class RunContext final : public AppContext {
  public:
    /// \param streams  the app's live streams; outlives the context; nullptr: none.
    RunContext(RunScene const& scene, RunRequest request, StreamPorts const* streams = nullptr);
    ~RunContext() override;
    RunContext(RunContext const&) = delete;
    RunContext& operator=(RunContext const&) = delete;

    [[nodiscard]] std::string const& uid() const override { return uid_; }
    [[nodiscard]] std::span<Input* const> inputs() const override { return input_views_; }
    [[nodiscard]] std::span<Output* const> outputs() const override { return output_views_; }
    [[nodiscard]] std::vector<int> ranks() const override;
    [[nodiscard]] unsigned attempt() const override { return request_.attempt; }
    [[nodiscard]] bool cancelled() const override
    {
        return scene_.stop.stop_requested() || is_out_of_time();
    }
    /// Whether the try has lasted longer than its template allows.
    [[nodiscard]] bool is_out_of_time() const;
    [[nodiscard]] std::filesystem::path const& data_folder() const override;
    void log(std::string_view text) override;
    [[nodiscard]] std::string receipt() const override;
    [[nodiscard]] std::vector<std::string> successors() const override;

    /// Output::put() of the successor at \p place.
    void put(std::size_t place, Payload content);
    /// What processes wrote to named pipes is handed on to the end. \throws Error{io} when it could
    /// not be kept.
    void finish_streams();
    /// \throws Error{io} when what was written cannot be kept.
    void accept_outputs();
    /// Local index of the successor called \p uid. \throws Error{internal} when there is none.
    [[nodiscard]] std::uint32_t output_index(std::string const& uid) const;

  private:
    class InputView;
    class OutputView;

    RunScene const& scene_;
    RunRequest request_;
    std::string uid_;
    std::vector<std::unique_ptr<InputView>> inputs_;
    std::vector<std::unique_ptr<OutputView>> outputs_;  ///< [successors] Events among them.
    std::vector<Input*> input_views_;
    std::vector<Output*> output_views_;
    std::chrono::nanoseconds time_limit_;  ///< 0: none.
    std::chrono::steady_clock::time_point begin_;
    bool streams_;  ///< Its neighbours run beside it: it has not ended before they have.
    bool logged_{false};
};

}  // namespace atl::drops
