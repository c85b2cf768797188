#include "atoll/core/diagnostics.hpp"

#include <gmock/gmock.h>

namespace atl {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(Diagnostics, are_rendered_in_the_order_in_which_they_were_found)
{
    Diagnostics found;
    found.warning("g.json: /1", "oid 'a' is not used");
    found.error("g.json: /3", "unknown dropclass 'dlg.Foo'", "did you mean 'dlg.Food'?");
    EXPECT_EQ(found.render(),
              "warning: g.json: /1: oid 'a' is not used\n"
              "error: g.json: /3: unknown dropclass 'dlg.Foo'\n"
              "  hint: did you mean 'dlg.Food'?\n");
}

TEST(Diagnostics, keep_the_first_of_each_severity_and_count_the_rest)
{
    Diagnostics found;
    for (std::size_t i = 0; i < Diagnostics::kept_per_severity + 17; ++i) {
        found.error("here", "wrong");
    }
    found.note("there", "odd");
    EXPECT_EQ(found.count(Severity::error), Diagnostics::kept_per_severity + 17);
    EXPECT_THAT(found.problems(), SizeIs(Diagnostics::kept_per_severity + 1));
    EXPECT_THAT(found.render(), HasSubstr("... and 17 more errors\n"));
}

TEST(Diagnostics, do_not_stop_anything_as_long_as_there_are_only_warnings)
{
    Diagnostics found;
    found.warning("here", "odd");
    EXPECT_FALSE(found.has_errors());
    EXPECT_NO_THROW(found.throw_if_errors(ErrorKind::invalid_graph, "g.json"));
}

TEST(Diagnostics, are_thrown_all_together)
{
    Diagnostics found;
    found.error("g.json: /3", "unknown dropclass 'dlg.Foo'");
    try {
        found.throw_if_errors(ErrorKind::invalid_graph, "g.json");
        FAIL() << "nothing was thrown";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::invalid_graph);
        EXPECT_STREQ(error.what(),
                     "invalid graph: 1 error in 'g.json'\n"
                     "error: g.json: /3: unknown dropclass 'dlg.Foo'");
    }
}

}  // namespace
}  // namespace atl
