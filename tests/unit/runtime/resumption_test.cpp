#include "runtime/resumption.hpp"

#include <gmock/gmock.h>

#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

class ResumptionTest : public ::testing::Test {
  protected:
    test::TempFolder temp;
    session::SessionFolder folder{temp.path()};
};

TEST_F(ResumptionTest, of_a_session_without_journals_is_its_beginning)
{
    Resumption const resumption{folder};
    EXPECT_FALSE(resumption.resumes());
    EXPECT_EQ(resumption.epoch(), 1U);
    EXPECT_EQ(resumption.session_start_ns(17), 17);
    EXPECT_FALSE(resumption.keeps(DropId{0}));
    EXPECT_TRUE(resumption.kept_rows().rows.empty());
}

}  // namespace
}  // namespace atl::runtime
