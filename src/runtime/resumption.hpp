#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/journal/journal_record.hpp"
#include "atoll/journal/session_snapshot.hpp"
#include "atoll/manager/protocol.hpp"
#include "atoll/manager/resume_plan.hpp"
#include "atoll/session/resume_request.hpp"
#include "atoll/session/session_folder.hpp"

#include "runtime/enter_receipts.hpp"

namespace atl::runtime {

/// What rank 0 knows of the earlier epochs of a session: nothing in its first.
class Resumption {
  public:
    /// Reads the journals in \p folder, if there are any.
    /// \throws Error{io} when they are damaged.
    explicit Resumption(session::SessionFolder const& folder) : Resumption(folder, folder.journal())
    {
    }
    /// Journals of the session that are in \p journal, for looking ahead.
    Resumption(session::SessionFolder const& folder, std::filesystem::path const& journal);

    /// True when the session goes on from earlier epochs.
    [[nodiscard]] bool resumes() const noexcept { return snapshot_.has_value(); }
    /// The epoch that begins now. One that was given up before its ranks recorded anything has had
    /// a number of its own.
    [[nodiscard]] std::uint32_t epoch() const noexcept { return earlier_ + 1; }
    /// Of the graph, as the first epoch's journals have it; std::nullopt in that epoch. A session
    /// that began with templates goes on with arrays, whose hash is another.
    [[nodiscard]] std::optional<std::uint64_t> graph_hash() const noexcept
    {
        return snapshot_ ? std::optional{snapshot_->graph_hash} : std::nullopt;
    }
    /// When the session first began, wall clock; \p now in its first epoch.
    [[nodiscard]] std::int64_t session_start_ns(std::int64_t now) const noexcept
    {
        return snapshot_ ? snapshot_->begun_ns : now;
    }

    /// Counts apps as FINISHED of which only receipts say so: those written on nodes that have not
    /// been started anew since (\p boot_ids), and by processes that live. Before plan().
    void enter_receipts(graph::PhysicalGraph const& graph,
                        std::span<std::string const> boot_ids,
                        Leavings leavings);

    /// Decides which drops of \p graph run, as \p request wishes. Leavings::take_over: what
    /// finished apps have staged in earlier epochs is put where this epoch stages it. \throws
    /// Error{invalid_graph} when the journals are those of another graph.
    void plan(graph::PhysicalGraph const& graph,
              std::optional<session::ResumeRequest> const& request,
              Leavings leavings = Leavings::look_at);

    /// Apps that have read a file which nobody in the graph makes, and which is not the one any
    /// more that they read: its time of writing is another than the journal has (where the journal
    /// has none: it is later than their beginning). Looks at each such file. \pre plan() was
    /// called.
    [[nodiscard]] std::vector<DropId> changed_inputs(graph::PhysicalGraph const& graph) const;

    /// Files that have changed since they were last read and are read again in this epoch, though
    /// their drops are kept: for its journal. \pre plan() was called.
    [[nodiscard]] journal::InputsSeen inputs_read_again(graph::PhysicalGraph const& graph) const;

    [[nodiscard]] manager::ResumePlan const& plan() const noexcept { return plan_; }
    /// True when \p drop keeps its state.
    [[nodiscard]] bool keeps(DropId drop) const
    {
        return drop.index() < plan_.drops.size() && plan_.drops[drop.index()].kept();
    }
    /// What does not stand in the journals: apps whose outputs are complete or that have left a
    /// receipt, but whose own end was not recorded. For this epoch's journal.
    [[nodiscard]] journal::EventBatch inferred_ends() const;
    /// Rows of all kept drops as they were recorded, with the reasons of those that failed.
    [[nodiscard]] manager::RowBatch kept_rows() const;

  private:
    [[nodiscard]] manager::DropRow row(DropId drop) const;
    /// In which epoch own journals say that \p app has ended.
    [[nodiscard]] std::uint32_t epoch_of_end(DropId app) const;
    void take_over_staged(graph::PhysicalGraph const& graph,
                          std::function<ContentFinder&()> const& finder) const;

    session::SessionFolder folder_;
    std::uint32_t earlier_{0};  ///< Youngest epoch so far.
    std::optional<journal::SessionSnapshot> snapshot_;
    manager::ResumePlan plan_;
    std::vector<DropId> entered_;  ///< By enter_receipts(); in their order.
};

}  // namespace atl::runtime
