#include "atoll/slurm/hostlist.hpp"

#include "atoll/core/error.hpp"

namespace atl::slurm {
namespace {

using ::testing::ElementsAre;

TEST(Hostlist, is_expanded_with_leading_zeros)
{
    EXPECT_THAT(expand_hostlist("n[1-3],x[008-010,7]"),
                ElementsAre("n1", "n2", "n3", "x008", "x009", "x010", "x7"));
}

TEST(Hostlist, may_be_a_plain_name)
{
    EXPECT_THAT(expand_hostlist("login.site-1"), ElementsAre("login.site-1"));
}

TEST(Hostlist, multiplies_several_brackets)
{
    EXPECT_THAT(expand_hostlist("r[1-2]n[3,5]-ib"),
                ElementsAre("r1n3-ib", "r1n5-ib", "r2n3-ib", "r2n5-ib"));
}

TEST(Hostlist, refuses_what_is_none)
{
    for (auto const* const text :
         {"", "a,,b", "n[1-", "n[3-1]", "n[x]", "n[]", "n[1-9999999]", "]["}) {
        EXPECT_THROW(static_cast<void>(expand_hostlist(text)), Error) << text;
    }
}

}  // namespace
}  // namespace atl::slurm
