#include "atoll/core/units.hpp"

#include <gmock/gmock.h>

namespace atl {
namespace {

using ::testing::Optional;

TEST(ParseBytes, knows_decimal_and_binary_units)
{
    EXPECT_THAT(parse_bytes("128GB"), Optional(Bytes{128'000'000'000}));
    EXPECT_THAT(parse_bytes("64 GiB"), Optional(Bytes{64ULL << 30U}));
    EXPECT_THAT(parse_bytes("4Gi"), Optional(Bytes{4ULL << 30U}));
    EXPECT_THAT(parse_bytes("512k"), Optional(Bytes{512'000}));
}

TEST(ParseBytes, takes_a_bare_number_as_bytes_and_a_bare_unit_as_one)
{
    EXPECT_THAT(parse_bytes("1000"), Optional(Bytes{1000}));
    EXPECT_THAT(parse_bytes("GB"), Optional(Bytes{1'000'000'000}));
}

TEST(ParseBytes, takes_fractions_and_does_not_mind_case_or_blanks)
{
    EXPECT_THAT(parse_bytes(" 1.5 kib "), Optional(Bytes{1536}));
    EXPECT_THAT(parse_bytes("1e3 MB"), Optional(Bytes{1'000'000'000}));
}

TEST(ParseBytes, has_no_value_for_anything_else)
{
    for (auto const* text :
         {"", " ", "-1GB", "12 parsecs", "1.2.3", "GB12", "nan", "1e30", "12GB!"}) {
        EXPECT_EQ(parse_bytes(text), std::nullopt) << text;
    }
}

TEST(BytesText, uses_the_largest_binary_unit_below_the_amount)
{
    EXPECT_EQ(to_string(Bytes{1023}), "1023 B");
    EXPECT_EQ(to_string(Bytes{1024}), "1.0 KiB");
    EXPECT_EQ(to_string(Bytes{128'000'000'000}), "119.2 GiB");
}

TEST(ParseSlurmTime, knows_all_six_forms)
{
    EXPECT_THAT(parse_slurm_time("90"), Optional(Seconds{5400}));
    EXPECT_THAT(parse_slurm_time("2:30"), Optional(Seconds{150}));
    EXPECT_THAT(parse_slurm_time("24:00:00"), Optional(Seconds{86400}));
    EXPECT_THAT(parse_slurm_time("1-12"), Optional(Seconds{129600}));
    EXPECT_THAT(parse_slurm_time("1-12:30"), Optional(Seconds{131400}));
    EXPECT_THAT(parse_slurm_time("1-00:00:01"), Optional(Seconds{86401}));
}

TEST(ParseSlurmTime, has_no_value_for_anything_else)
{
    for (auto const* text :
         {"", "1:2:3:4", "1-", "-1", "1-2:3:4:5", "an hour", "1h", "99999999999"}) {
        EXPECT_EQ(parse_slurm_time(text), std::nullopt) << text;
    }
}

TEST(ParseTimedelta, knows_the_units_that_dask_knows)
{
    EXPECT_THAT(parse_timedelta("300s"), Optional(Seconds{300}));
    EXPECT_THAT(parse_timedelta("5 minutes"), Optional(Seconds{300}));
    EXPECT_THAT(parse_timedelta("100 ms"), Optional(Seconds{0.1}));
    EXPECT_THAT(parse_timedelta("1.5h"), Optional(Seconds{5400}));
    EXPECT_THAT(parse_timedelta("1 week"), Optional(Seconds{604800}));
    EXPECT_THAT(parse_timedelta("60"), Optional(Seconds{60}));
}

TEST(ParseTimedelta, has_no_value_for_an_unknown_unit)
{
    EXPECT_EQ(parse_timedelta("3 fortnights"), std::nullopt);
    EXPECT_EQ(parse_timedelta(""), std::nullopt);
}

TEST(SlurmTime, is_rounded_up_to_whole_seconds)
{
    EXPECT_EQ(to_slurm_time(Seconds{9000}), "02:30:00");
    EXPECT_EQ(to_slurm_time(Seconds{59.2}), "00:01:00");
    EXPECT_EQ(to_slurm_time(Seconds{86400}), "1-00:00:00");
}

TEST(SlurmTime, can_be_read_again)
{
    for (double const seconds : {61.0, 3661.0, 86399.0, 90061.0, 8640000.0}) {
        EXPECT_THAT(parse_slurm_time(to_slurm_time(Seconds{seconds})), Optional(Seconds{seconds}));
    }
}

TEST(SecondsText, has_the_unit_a_person_would_choose)
{
    EXPECT_EQ(to_string(Seconds{12e-6}), "12 µs");
    EXPECT_EQ(to_string(Seconds{0.25}), "250 ms");
    EXPECT_EQ(to_string(Seconds{3.4}), "3.40 s");
    EXPECT_EQ(to_string(Seconds{125}), "2 min 05 s");
    EXPECT_EQ(to_string(Seconds{7500}), "2 h 05 min");
}

}  // namespace
}  // namespace atl
