#include "atoll/manager/template_load.hpp"

#include <gtest/gtest.h>

namespace atl::manager {
namespace {

TEST(TemplateLoad, arrives_as_it_was_sent)
{
    std::vector<TemplateLoad> const loads{{10, 3, 5'000'000, 2}, {1, 0, 0, 1}};
    comm::ByteWriter out;
    put_loads(out, loads);
    auto const body = std::move(out).take();
    comm::ByteReader in{body};
    EXPECT_EQ(get_loads(in), loads);
    EXPECT_TRUE(in.at_end());
}

}  // namespace
}  // namespace atl::manager
