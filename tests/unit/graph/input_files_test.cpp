#include "graph/input_files.hpp"

namespace atl::graph {
namespace {

TEST(InputFiles, are_missing_when_nothing_has_their_name)
{
    EXPECT_TRUE(is_missing_file("/no/such/file"));
    EXPECT_FALSE(is_missing_file("/dev/null"));
}

TEST(InputFiles, may_be_named_with_environment_variables)
{
    EXPECT_TRUE(is_missing_file("$HOME/no/such/file"));
    EXPECT_TRUE(is_missing_file("${HOME}/no-such-file"));
}

TEST(InputFiles, are_not_judged_when_their_name_is_not_known_yet)
{
    for (auto const* name :
         {"", "/no/such/folder/", "/no/{auto}", "$ATOLL_NO_SUCH_VARIABLE/x", "/a$", "relative"}) {
        EXPECT_FALSE(is_missing_file(name)) << name;
    }
}

}  // namespace
}  // namespace atl::graph
