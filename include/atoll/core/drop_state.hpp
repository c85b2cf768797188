#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace atl {

/// What a drop is: it holds data, or it runs.
enum class DropKind : std::uint8_t { data, app };

/// Every state a drop can be in. Data drops and apps share error, cancelled and skipped; the other
/// states belong to one of them.
enum class DropState : std::uint8_t {
    initialized,  ///< Data: nothing has been written.
    writing,      ///< Data: a producer has begun to write.
    completed,    ///< Data: all producers are done; the content is visible and never changes.
    error,        ///< Both: failed, or its inputs did.
    expired,      ///< Data: nobody will read it any more.
    deleted,      ///< Data: its content is gone.
    cancelled,    ///< Both: the session was cancelled before it was done.
    skipped,      ///< Both: a branch went another way, or the session ended before.
    not_run,      ///< App: waits for its inputs or for its turn.
    running,      ///< App: a worker is executing it.
    finished,     ///< App: done, and its outputs are complete.
};

/// Number of values of DropState, for tables that are indexed by it.
inline constexpr std::size_t drop_state_count = 11;

/// What makes a drop go from one state to another.
enum class DropTrigger : std::uint8_t {
    first_write,        ///< A producer wrote the first byte.
    producers_done,     ///< The last producer reported, and the content could be published.
    publish_failed,     ///< The content could not be made visible.
    inputs_failed,      ///< More inputs failed than the drop tolerates.
    inputs_skipped,     ///< Inputs were skipped, so that this drop is skipped too.
    last_reader_done,   ///< No consumer will read the data any more.
    content_removed,    ///< The space of the data was taken back.
    started,            ///< A worker took the app.
    succeeded,          ///< The app ended well.
    gave_up,            ///< The app failed and has no tries left.
    session_cancelled,  ///< A person or the job's end cancelled the session.
    session_ended,      ///< The end drop of the graph was reached.
};

/// One legal step of a drop's life.
struct DropTransition {
    DropKind kind;
    DropState from;
    DropTrigger trigger;
    DropState to;
};

// clang-format off
/// Every legal step, and the only place where one is written down.
inline constexpr std::array drop_transitions{
    DropTransition{DropKind::data, DropState::initialized, DropTrigger::first_write,       DropState::writing},
    DropTransition{DropKind::data, DropState::initialized, DropTrigger::producers_done,    DropState::completed},
    DropTransition{DropKind::data, DropState::initialized, DropTrigger::publish_failed,    DropState::error},
    DropTransition{DropKind::data, DropState::initialized, DropTrigger::inputs_failed,     DropState::error},
    DropTransition{DropKind::data, DropState::initialized, DropTrigger::inputs_skipped,    DropState::skipped},
    DropTransition{DropKind::data, DropState::initialized, DropTrigger::session_cancelled, DropState::cancelled},
    DropTransition{DropKind::data, DropState::initialized, DropTrigger::session_ended,     DropState::skipped},
    DropTransition{DropKind::data, DropState::writing,     DropTrigger::producers_done,    DropState::completed},
    DropTransition{DropKind::data, DropState::writing,     DropTrigger::publish_failed,    DropState::error},
    DropTransition{DropKind::data, DropState::writing,     DropTrigger::inputs_failed,     DropState::error},
    DropTransition{DropKind::data, DropState::writing,     DropTrigger::inputs_skipped,    DropState::skipped},
    DropTransition{DropKind::data, DropState::writing,     DropTrigger::session_cancelled, DropState::cancelled},
    DropTransition{DropKind::data, DropState::writing,     DropTrigger::session_ended,     DropState::skipped},
    DropTransition{DropKind::data, DropState::completed,   DropTrigger::last_reader_done,  DropState::expired},
    DropTransition{DropKind::data, DropState::expired,     DropTrigger::content_removed,   DropState::deleted},
    DropTransition{DropKind::app,  DropState::not_run,     DropTrigger::started,           DropState::running},
    DropTransition{DropKind::app,  DropState::not_run,     DropTrigger::succeeded,         DropState::finished},
    DropTransition{DropKind::app,  DropState::not_run,     DropTrigger::inputs_failed,     DropState::error},
    DropTransition{DropKind::app,  DropState::not_run,     DropTrigger::inputs_skipped,    DropState::skipped},
    DropTransition{DropKind::app,  DropState::not_run,     DropTrigger::session_cancelled, DropState::cancelled},
    DropTransition{DropKind::app,  DropState::not_run,     DropTrigger::session_ended,     DropState::skipped},
    DropTransition{DropKind::app,  DropState::running,     DropTrigger::succeeded,         DropState::finished},
    DropTransition{DropKind::app,  DropState::running,     DropTrigger::gave_up,           DropState::error},
    DropTransition{DropKind::app,  DropState::running,     DropTrigger::session_cancelled, DropState::cancelled},
};
// clang-format on

/// State of a drop of \p kind after \p trigger, or nothing when the step is illegal.
[[nodiscard]] constexpr std::optional<DropState> next_state(DropKind kind,
                                                            DropState from,
                                                            DropTrigger trigger) noexcept
{
    auto const* const step =
        std::ranges::find_if(drop_transitions, [=](DropTransition const& candidate) {
            return candidate.kind == kind && candidate.from == from && candidate.trigger == trigger;
        });
    return step == drop_transitions.end() ? std::nullopt : std::optional{step->to};
}

/// State in which a drop of \p kind begins.
[[nodiscard]] constexpr DropState first_state(DropKind kind) noexcept
{
    return kind == DropKind::data ? DropState::initialized : DropState::not_run;
}

/// True when a drop in \p state is done for this session. Completed data is, though it may still
/// expire.
[[nodiscard]] constexpr bool is_final(DropState state) noexcept
{
    return state != DropState::initialized && state != DropState::writing &&
           state != DropState::not_run && state != DropState::running;
}

static_assert(!next_state(DropKind::data, DropState::completed, DropTrigger::first_write),
              "a completed drop is immutable: consumers read it without a lock");
static_assert(std::ranges::none_of(drop_transitions,
                                   [](DropTransition const& step) {
                                       return step.kind == DropKind::app && is_final(step.from);
                                   }),
              "an app that is done never runs again: its outputs may already have been read");

/// Name of \p state as DALiuGE writes it, for instance "NOT_RUN".
[[nodiscard]] std::string_view to_string(DropState state) noexcept;

/// The state that is called \p name, or nothing.
[[nodiscard]] std::optional<DropState> drop_state(std::string_view name) noexcept;

}  // namespace atl
