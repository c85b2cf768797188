#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "atoll/comm/link_event.hpp"
#include "atoll/core/clock.hpp"

#include "runtime/links.hpp"

namespace atl::runtime {

/// Finds out that the process of an executor has ended long before its silence would tell: its
/// launch helper has said so in its file of receipts (docs/reference/journal.md). A link without a
/// connection alone says nothing, for it may come back. Used by the progress thread.
class ExecutorWatch {
  public:
    /// \param receipts  folder of the session's receipts. What is referred to outlives the watch.
    ExecutorWatch(Links& links, Clock const& clock, std::filesystem::path receipts);

    /// Takes note of executors that come and go.
    void hear(comm::LinkEvent const& event);
    /// Twice a second: gives up executors without a connection whose process has ended.
    void look();

  private:
    void remember(comm::PeerId link, std::string_view receipts);

    Links& links_;
    Clock const& clock_;
    std::filesystem::path folder_;
    std::map<comm::PeerId, std::filesystem::path> files_;  ///< Of receipts.
    std::int64_t looked_ns_{0};
};

}  // namespace atl::runtime
