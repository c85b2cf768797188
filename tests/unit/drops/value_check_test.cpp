#include "drops/codec/value_check.hpp"

#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

TEST(ValueCheck, shared_parts_are_no_cycle)
{
    auto const shared = PyValue::list({PyValue::integer(1)});
    EXPECT_NO_THROW(check_value(PyValue::tuple({shared, shared, PyValue::list({shared})})));
}

TEST(ValueCheck, levels_are_counted_through_parts_that_were_seen_before)
{
    PyValue value;
    for (int level = 0; level < 400; ++level) {
        value = PyValue::list({value});
    }
    auto deeper = value;
    for (int level = 0; level < 200; ++level) {
        deeper = PyValue::list({deeper});
    }
    EXPECT_NO_THROW(check_value(value));
    EXPECT_THROW(check_value(PyValue::list({value, deeper})), Error);
}

TEST(ValueCheck, classes_are_allowed_among_containers_only)
{
    auto const name = std::make_shared<std::string const>("numpy.ndarray");
    auto const value = PyValue::list({PyValue{PyValue::Global{name}}});
    EXPECT_THROW(check_value(value), Error);
    EXPECT_NO_THROW(check_containers({value}));
}

}  // namespace
}  // namespace atl::drops
