#include "engine/arrival.hpp"

#include <gtest/gtest.h>

namespace atl::engine {
namespace {

TemplateRules app_rules(std::uint8_t threshold, SkipRule skip = SkipRule::any_skips)
{
    return {.kind = DropKind::app, .skip_rule = skip, .input_error_threshold = threshold};
}

TEST(DoomOf, an_app_is_decided_by_the_floor_of_the_percentage_of_failed_inputs)
{
    EXPECT_EQ(doom_of({.failed = 1}, 3, app_rules(33)), 0);
    EXPECT_EQ(doom_of({.failed = 1}, 3, app_rules(32)), DropCell::doomed_to_error);
    EXPECT_EQ(doom_of({.failed = 2}, 3, app_rules(66)), 0);
    EXPECT_EQ(doom_of({.failed = 2}, 3, app_rules(65)), DropCell::doomed_to_error);
    EXPECT_EQ(doom_of({.failed = 3}, 3, app_rules(100)), 0);
    EXPECT_EQ(doom_of({.failed = 3}, 3, app_rules(99)), DropCell::doomed_to_error);
}

TEST(DoomOf, an_app_does_not_overflow_with_billions_of_failed_inputs)
{
    EXPECT_EQ(doom_of({.failed = 2'000'000'000}, 2'000'000'000, app_rules(99)),
              DropCell::doomed_to_error);
}

TEST(DoomOf, an_app_is_an_error_rather_than_skipped)
{
    EXPECT_EQ(doom_of({.failed = 1, .skipped = 1}, 2, app_rules(49)), DropCell::doomed_to_error);
    EXPECT_EQ(doom_of({.failed = 1, .skipped = 1}, 2, app_rules(50)), DropCell::doomed_to_skip);
}

TEST(DoomOf, an_app_that_blocks_skips_is_skipped_only_with_all_its_inputs)
{
    EXPECT_EQ(doom_of({.skipped = 1}, 2, app_rules(0, SkipRule::all_skip)), 0);
    EXPECT_EQ(doom_of({.skipped = 2}, 2, app_rules(0, SkipRule::all_skip)),
              DropCell::doomed_to_skip);
}

TEST(DoomOf, data_is_skipped_rather_than_an_error)
{
    EXPECT_EQ(doom_of({.failed = 1, .skipped = 1}, 2, {}), DropCell::doomed_to_skip);
    EXPECT_EQ(doom_of({.failed = 1, .skipped = 1}, 2, {.skip_rule = SkipRule::all_skip}),
              DropCell::doomed_to_error);
}

TEST(DoomOf, data_has_no_error_threshold)
{
    EXPECT_EQ(doom_of({.failed = 1}, 100, {.input_error_threshold = 50}),
              DropCell::doomed_to_error);
}

TEST(Arrive, gives_the_drop_to_whom_brings_the_last_event)
{
    DropCell cell;
    cell.pending = 3;
    EXPECT_FALSE(arrive(cell));
    EXPECT_FALSE(arrive(cell));
    EXPECT_TRUE(arrive(cell));
}

TEST(Arrive, takes_several_events_at_once)
{
    DropCell cell;
    cell.pending = 10;
    EXPECT_FALSE(arrive(cell, 4));
    EXPECT_TRUE(arrive(cell, 6));
}

TEST(ArriveSlowly, keeps_a_tally_of_what_went_wrong)
{
    DropCell cell;
    cell.pending = 4;
    EXPECT_FALSE(arrive_slowly(cell, DropEvent::failed, 4));
    EXPECT_FALSE(arrive_slowly(cell, DropEvent::completed, 4));
    EXPECT_FALSE(arrive_slowly(cell, DropEvent::skipped, 4));
    EXPECT_TRUE(arrive_slowly(cell, DropEvent::failed, 4));
    EXPECT_EQ(tally(cell).failed, 2U);
    EXPECT_EQ(tally(cell).skipped, 1U);
}

TEST(ArriveSlowly, remembers_a_failure_when_the_last_event_is_a_good_one)
{
    DropCell cell;
    cell.pending = 2;
    EXPECT_FALSE(arrive_slowly(cell, DropEvent::failed, 2));
    EXPECT_TRUE(arrive(cell));
    EXPECT_NE(cell.pending & DropCell::tainted, 0U);
    EXPECT_EQ(tally(cell).failed, 1U);
}

TEST(ArriveSlowly, ignores_surplus_events_and_what_they_say)
{
    DropCell cell;
    cell.traits = DropCell::surplus;
    cell.pending = 2;
    EXPECT_FALSE(arrive_slowly(cell, DropEvent::completed, 2));
    EXPECT_TRUE(arrive_slowly(cell, DropEvent::skipped, 2));
    EXPECT_FALSE(arrive_slowly(cell, DropEvent::failed, 2));
    EXPECT_EQ(tally(cell).failed, 0U);
    EXPECT_EQ(tally(cell).skipped, 1U);
}

TEST(Weigh, notes_the_doom_beside_the_state)
{
    DropCell cell;
    cell.traits = DropCell::is_app;
    cell.set(DropState::not_run);
    cell.pending = 1;
    ASSERT_TRUE(arrive_slowly(cell, DropEvent::failed, 1));
    weigh(cell, 1, app_rules(0));
    EXPECT_EQ(cell.doom(), DropCell::doomed_to_error);
    EXPECT_EQ(cell.current(), DropState::not_run);
}

}  // namespace
}  // namespace atl::engine
