#include "atoll/config/origin.hpp"

namespace atl::config {
namespace {

TEST(Origin, of_a_file_has_line_and_column)
{
    EXPECT_EQ(to_string(Origin{"site.yaml", 12, 3}), "site.yaml:12:3");
}

TEST(Origin, without_lines_is_its_source)
{
    EXPECT_EQ(to_string(Origin{"--set walltime"}), "--set walltime");
}

}  // namespace
}  // namespace atl::config
