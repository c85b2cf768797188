#include "translate/shape/path_lengths.hpp"

#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(PathLengths, count_the_seconds_of_apps_before_and_from_each_drop_on)
{
    testing::GraphSample sample{3};
    auto const first = sample.app();
    auto const data = sample.data();
    auto const second = sample.app();
    sample.link(first, data);
    sample.link(data, second);
    auto const paths = path_lengths(sample.finish());
    EXPECT_EQ(paths.head, (std::vector<double>{0, 3, 3}));
    EXPECT_EQ(paths.tail, (std::vector<double>{6, 3, 3}));
    EXPECT_DOUBLE_EQ(paths.critical, 6);
}

}  // namespace
}  // namespace atl::translate
