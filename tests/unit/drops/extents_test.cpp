#include "drops/hdf5/extents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ExtentsTest, reads_lists_in_the_ways_people_write_them)
{
    EXPECT_THAT(parse_extents("[36, 512, 512]"), ElementsAre(36, 512, 512));
    EXPECT_THAT(parse_extents("36x512"), ElementsAre(36, 512));
    EXPECT_THAT(parse_extents("(-1, 4)"), ElementsAre(0, 4));
    EXPECT_THAT(parse_extents("7"), ElementsAre(7));
    EXPECT_THAT(parse_extents(""), IsEmpty());
}

TEST(ExtentsTest, refuses_what_is_no_length)
{
    for (auto const* text : {"[a]", "0", "-2", "[-1,-1]", "3.5", "1e3"}) {
        EXPECT_THROW(static_cast<void>(parse_extents(text)), Error) << text;
    }
}

TEST(ExtentsTest, fills_the_open_axis)
{
    EXPECT_THAT(fit_extents({0, 4}, 12), ElementsAre(3, 4));
    EXPECT_THAT(fit_extents({}, 12), ElementsAre(12));
    EXPECT_THAT(fit_extents({3, 4}, 12), ElementsAre(3, 4));
}

TEST(ExtentsTest, says_when_data_and_shape_differ)
{
    try {
        static_cast<void>(fit_extents({3, 4}, 13));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(), "13 elements were written, but the shape is [3, 4]");
    }
}

}  // namespace
}  // namespace atl::drops
