#include "config/value_reader.hpp"

namespace atl::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ValueReaderTest : public ::testing::Test {
  protected:
    Diagnostics problems;
    ValueReader reader{"key", Severity::error, problems};

    YamlValue value(std::string const& text)
    {
        return *parse_yaml("v: " + text, "f", problems)->find("v");
    }
};

TEST_F(ValueReaderTest, reads_an_unquoted_walltime_as_hours)
{
    EXPECT_EQ(reader.walltime(value("24:00:00")), (Walltime{"24:00:00", Seconds{86400}}));
    EXPECT_EQ(reader.walltime(value("1:30:00"))->span, Seconds{5400});
    EXPECT_EQ(reader.walltime(value("90"))->span, Seconds{5400});
    EXPECT_EQ(reader.walltime(value("'0-24:00:00'"))->span, Seconds{86400});
}

TEST_F(ValueReaderTest, refuses_a_walltime_that_slurm_would_not_take)
{
    EXPECT_EQ(reader.walltime(value("2h")), std::nullopt);
    EXPECT_EQ(reader.walltime(value("0")), std::nullopt);
    EXPECT_THAT(problems.render(), HasSubstr("f:1:4: '2h' is no value for 'key'"));
}

TEST_F(ValueReaderTest, reads_numbers_whole_and_in_range)
{
    EXPECT_EQ(reader.count(value("8")), 8U);
    EXPECT_EQ(reader.count(value("'8'")), 8U);
    EXPECT_EQ(reader.count(value("-3")), std::nullopt);
    EXPECT_EQ(reader.count(value("8.5")), std::nullopt);
    EXPECT_EQ(reader.count(value("4294967297")), std::nullopt);
    EXPECT_EQ(problems.count(Severity::error), 3U);
}

TEST_F(ValueReaderTest, reads_amounts_with_their_units)
{
    EXPECT_EQ(reader.bytes(value("128GB")), Bytes{128'000'000'000});
    EXPECT_EQ(reader.span(value("5 min")), Seconds{300});
    EXPECT_EQ(reader.bytes(value("much")), std::nullopt);
    EXPECT_EQ(reader.span(value("soon")), std::nullopt);
}

TEST_F(ValueReaderTest, reads_the_words_of_truth_that_python_reads)
{
    EXPECT_EQ(reader.flag(value("yes")), true);
    EXPECT_EQ(reader.flag(value("Off")), false);
    EXPECT_EQ(reader.flag(value("1")), std::nullopt);
}

TEST_F(ValueReaderTest, refuses_control_characters_in_a_text)
{
    EXPECT_EQ(reader.text(value("\"a\\nb\"")), std::nullopt);
    EXPECT_EQ(reader.words(value("[\"--qos x\\n#SBATCH --uid=0\"]")), std::nullopt);
    EXPECT_EQ(problems.count(Severity::error), 2U);
}

TEST_F(ValueReaderTest, takes_a_list_a_text_or_the_keys_of_a_map_for_lines)
{
    EXPECT_THAT(*reader.lines(value("[a b, c]")), ElementsAre("a b", "c"));
    EXPECT_THAT(*reader.lines(value("module load x")), ElementsAre("module load x"));
    EXPECT_THAT(*reader.lines(value("{-C geyser}")), ElementsAre("-C geyser"));
}

TEST_F(ValueReaderTest, leaves_out_null_and_false_as_dask_does)
{
    EXPECT_THAT(*reader.lines(value("[a, null, false, 'false', '']")), ElementsAre("a", "false"));
    EXPECT_EQ(reader.lines(value("null")), std::nullopt);
}

TEST_F(ValueReaderTest, explains_a_line_that_became_a_map)
{
    EXPECT_THAT(*reader.lines(value("[{echo: x}]")), ElementsAre());
    EXPECT_THAT(problems.render(), HasSubstr("quote a text that holds ': '"));
}

TEST_F(ValueReaderTest, null_is_not_stated_and_no_problem)
{
    EXPECT_EQ(reader.text(value("null")), std::nullopt);
    EXPECT_EQ(reader.count(value("~")), std::nullopt);
    EXPECT_EQ(problems.count(Severity::error), 0U);
}

}  // namespace
}  // namespace atl::config
