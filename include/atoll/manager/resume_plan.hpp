#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/core/restored_drop.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/journal/session_snapshot.hpp"
#include "atoll/manager/resume_wish.hpp"

namespace atl::manager {

/// Why a drop keeps its state or runs again.
enum class ResumeReason : std::uint8_t {
    done,            ///< Kept: it is done, and nobody misses anything of it.
    still_failed,    ///< Kept: it failed, and its failure stands.
    lost_too_often,  ///< Kept, as ERROR: it was running in too many ranks that were lost.
    left_out,        ///< Kept: only failed drops were asked for.
    unfinished,      ///< Runs: it had not ended.
    failed,          ///< Runs: it failed.
    asked_for,       ///< Runs: a person asked for it.
    changed,         ///< Runs: its inputs, command or code have changed.
    follows,         ///< Runs: it comes after a drop that runs.
    content_gone,    ///< Runs: its content is not there any more, and another drop reads it.
    needed,          ///< Runs: it makes content for another drop that runs.
};

/// Words for people, as in "it runs again because ...".
[[nodiscard]] std::string_view to_string(ResumeReason reason) noexcept;

/// Why, and on account of which other drop.
struct ResumeVerdict {
    ResumeReason reason{ResumeReason::done};
    DropId because;  ///< The drop itself when there is no other.
};

/// Tells what is left of the contents of data drops.
struct ContentProbe {
    /// Content that was complete can still be read.
    std::function<bool(DropId data)> published;
    /// What finished producers wrote to content that was not complete yet is still there.
    std::function<bool(DropId data)> staged;
};

/// Which drops of a session keep their state when it goes on.
struct ResumePlan {
    std::vector<RestoredDrop> drops;      ///< [graph.size()]
    std::vector<ResumeVerdict> verdicts;  ///< [graph.size()]

    /// Number of drops that run, or run again.
    [[nodiscard]] std::size_t to_run() const noexcept;
};

/// A drop that was running in so many lost ranks is set aside.
inline constexpr unsigned max_lost_tries = 3;

/// Decides which drops of \p graph keep the state that \p snapshot knows, and which run again.
///
/// No drop runs again whose outputs exist, unless \p wish says so: content that is gone and still
/// needed is made anew from the nearest inputs that exist. A data drop is kept only when all its
/// producers are. A pure function besides \p probe, which is asked only about content that a drop
/// reads that runs. O(drops + edges).
/// \pre snapshot.drops.size() == graph.size().
[[nodiscard]] ResumePlan plan_resume(graph::PhysicalGraph const& graph,
                                     journal::SessionSnapshot const& snapshot,
                                     ResumeWish const& wish,
                                     ContentProbe const& probe);

}  // namespace atl::manager
