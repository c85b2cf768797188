#include "atoll/config/submit_via.hpp"

#include <gmock/gmock.h>

namespace atl::config {
namespace {

using Way = SubmitVia::Way;

TEST(SubmitVia, is_read_from_its_own_words)
{
    for (auto const* const text : {"auto", "local", "ssh login-2", "spool"}) {
        auto const via = parse_submit_via(text);
        ASSERT_TRUE(via) << text;
        EXPECT_EQ(to_string(*via), text);
    }
    EXPECT_EQ(parse_submit_via("ssh me@login"), (SubmitVia{Way::ssh, "me@login"}));
}

TEST(SubmitVia, needs_a_host_that_ssh_does_not_take_for_an_option)
{
    for (auto const* const text : {"ssh", "ssh ", "ssh -oProxyCommand=x", "ssh a b", "sp", ""}) {
        EXPECT_EQ(parse_submit_via(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace atl::config
