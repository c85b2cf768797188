#include "atoll/core/error.hpp"

#include <cerrno>

#include <gtest/gtest.h>

namespace atl {
namespace {

TEST(Error, says_problem_hint_and_where_innermost_first)
{
    Error const error{ErrorKind::invalid_config,
                      "unknown partition.algorithm 'min_cut'",
                      "did you mean 'min-cut'?"};
    EXPECT_STREQ(error.during("reading 'slurm.yaml'").during("submitting").what(),
                 "invalid configuration: unknown partition.algorithm 'min_cut'\n"
                 "  hint: did you mean 'min-cut'?\n"
                 "  while reading 'slurm.yaml'\n"
                 "  while submitting");
}

TEST(Error, keeps_its_parts_when_a_place_is_added)
{
    auto const error = Error{ErrorKind::io, "no space", "make some"}.during("writing");
    EXPECT_EQ(error.kind(), ErrorKind::io);
    EXPECT_EQ(error.problem(), "no space");
    EXPECT_EQ(error.hint(), "make some");
}

TEST(ExitStatus, of_wrong_input_is_the_same_for_graph_and_configuration)
{
    EXPECT_EQ(exit_status(ErrorKind::invalid_graph), ExitStatus::invalid_input);
    EXPECT_EQ(exit_status(ErrorKind::invalid_config), ExitStatus::invalid_input);
}

TEST(ExitStatus, is_distinct_for_all_other_kinds)
{
    EXPECT_EQ(exit_status(ErrorKind::usage), ExitStatus::usage);
    EXPECT_EQ(exit_status(ErrorKind::io), ExitStatus::io);
    EXPECT_EQ(exit_status(ErrorKind::slurm), ExitStatus::slurm);
    EXPECT_EQ(exit_status(ErrorKind::lost_rank), ExitStatus::lost_rank);
    EXPECT_EQ(exit_status(ErrorKind::internal), ExitStatus::internal);
}

TEST(ErrnoText, is_what_the_system_says)
{
    EXPECT_EQ(errno_text(ENOENT), "No such file or directory");
}

}  // namespace
}  // namespace atl
