#pragma once

#include <cstdint>
#include <optional>

#include "atoll/comm/byte_io.hpp"
#include "atoll/drops/drop_runner.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/manager/protocol.hpp"

#include "runtime/mishaps.hpp"

namespace atl::runtime {

/// Tells the island manager what became of every own drop, message by message, so that never more
/// than one of them waits in memory.
class RowReport {
  public:
    /// What it reads; all outlive the report.
    struct Sources {
        graph::Part const& part;
        engine::Engine const& engine;
        drops::DropRunner const& runner;
        Mishaps const& mishaps;
        double start_offset{0};  ///< Seconds from session start to the engine's.
    };

    explicit RowReport(Sources sources) : sources_(sources) {}

    /// Body of the next message; nothing after the last.
    [[nodiscard]] std::optional<comm::Body> next();

  private:
    [[nodiscard]] manager::DropRow row(std::uint32_t drop) const;

    Sources sources_;
    std::uint32_t next_{0};
    bool ended_{false};
};

}  // namespace atl::runtime
