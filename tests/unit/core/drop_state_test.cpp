#include "atoll/core/drop_state.hpp"

#include <gtest/gtest.h>

namespace atl {
namespace {

constexpr std::array data_states{DropState::initialized,
                                 DropState::writing,
                                 DropState::completed,
                                 DropState::error,
                                 DropState::expired,
                                 DropState::deleted,
                                 DropState::cancelled,
                                 DropState::skipped};

static_assert(next_state(DropKind::data, DropState::completed, DropTrigger::last_reader_done) ==
              DropState::expired);
static_assert(next_state(DropKind::app, DropState::running, DropTrigger::gave_up) ==
              DropState::error);
static_assert(!next_state(DropKind::app, DropState::finished, DropTrigger::started));
static_assert(!next_state(DropKind::data, DropState::deleted, DropTrigger::first_write));
static_assert(!next_state(DropKind::data, DropState::initialized, DropTrigger::started),
              "data does not run");

TEST(DropState, has_the_names_that_daliuge_uses)
{
    EXPECT_EQ(to_string(DropState::initialized), "INITIALIZED");
    EXPECT_EQ(to_string(DropState::not_run), "NOT_RUN");
    EXPECT_EQ(to_string(DropState::finished), "FINISHED");
}

TEST(DropState, is_found_again_by_its_name)
{
    for (std::size_t i = 0; i < drop_state_count; ++i) {
        auto const state = static_cast<DropState>(i);
        EXPECT_EQ(drop_state(to_string(state)), state);
    }
}

TEST(DropState, has_no_value_for_an_unknown_name)
{
    EXPECT_EQ(drop_state("completed"), std::nullopt);
}

TEST(DropState, of_data_and_of_apps_begin_differently)
{
    EXPECT_EQ(first_state(DropKind::data), DropState::initialized);
    EXPECT_EQ(first_state(DropKind::app), DropState::not_run);
}

TEST(DropState, is_final_unless_something_can_still_be_done)
{
    EXPECT_FALSE(is_final(DropState::initialized));
    EXPECT_FALSE(is_final(DropState::writing));
    EXPECT_FALSE(is_final(DropState::running));
    EXPECT_FALSE(is_final(DropState::not_run));
    EXPECT_TRUE(is_final(DropState::completed));
    EXPECT_TRUE(is_final(DropState::cancelled));
}

TEST(DropState, can_always_be_left_by_cancelling_unless_it_is_final)
{
    for (auto const state : data_states) {
        EXPECT_EQ(next_state(DropKind::data, state, DropTrigger::session_cancelled).has_value(),
                  !is_final(state))
            << to_string(state);
    }
}

TEST(DropTransitions, name_each_step_once)
{
    for (auto const& step : drop_transitions) {
        EXPECT_EQ(std::ranges::count_if(drop_transitions,
                                        [&](DropTransition const& other) {
                                            return other.kind == step.kind &&
                                                   other.from == step.from &&
                                                   other.trigger == step.trigger;
                                        }),
                  1);
    }
}

}  // namespace
}  // namespace atl
