#include "atoll/comm/link_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::comm {
namespace {

using testing::HasSubstr;

std::string problem_of(std::string_view text)
{
    try {
        static_cast<void>(parse_link_address(text));
    } catch (Error const& error) {
        return error.problem();
    }
    return {};
}

TEST(LinkAddressText, names_the_hub_and_then_every_endpoint)
{
    LinkAddress const address{0xf3, {{"10.1.0.7", 41807}, {"fd00::7", 80}}};
    EXPECT_EQ(to_string(address), "00000000000000f3@10.1.0.7:41807,[fd00::7]:80");
}

TEST(LinkAddressText, is_read_back_as_it_was)
{
    LinkAddress const address{0xfedcba9876543210, {{"10.1.0.7", 65535}, {"fe80::1%eth0", 1}}};
    EXPECT_EQ(parse_link_address(to_string(address)), address);
}

TEST(LinkAddressText, that_is_wrong_is_refused_with_the_part_that_is)
{
    EXPECT_THAT(problem_of("10.1.0.7:80"), HasSubstr("it has no '@'"));
    EXPECT_THAT(problem_of("xyz@10.1.0.7:80"), HasSubstr("'xyz' is no hexadecimal number"));
    EXPECT_THAT(problem_of("f3@10.1.0.7"), HasSubstr("'10.1.0.7' has no port"));
    EXPECT_THAT(problem_of("f3@10.1.0.7:0"), HasSubstr("'0' is no port"));
    EXPECT_THAT(problem_of("f3@10.1.0.7:65536"), HasSubstr("'65536' is no port"));
    EXPECT_THAT(problem_of("f3@node7:80"), HasSubstr("'node7' is no numeric address"));
    EXPECT_THAT(problem_of("f3@fd00::7:80"), HasSubstr("'fd00::7' is no numeric address"));
    EXPECT_THAT(problem_of("f3@10.1.0.7:80,"), HasSubstr("'' has no port"));
}

}  // namespace
}  // namespace atl::comm
