#include "drops/codec/pickle_objects.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

class PickleObjectsTest : public ::testing::Test {
  protected:
    PickleInput input{"some pickle"};
    PickleObjects objects{input};

    [[nodiscard]] PyValue call(std::string_view module,
                               std::string_view name,
                               PyValue::Items arguments)
    {
        return objects.call(objects.global(module, name), objects.tuple(std::move(arguments)));
    }
};

TEST_F(PickleObjectsTest, classes_of_old_and_new_modules_are_the_same)
{
    EXPECT_EQ(repr(call("__builtin__", "set", {objects.list({PyValue::integer(1)})})), "{1}");
    EXPECT_EQ(repr(call("builtins", "complex", {PyValue::real(1), PyValue::real(2)})), "(1+2j)");
    EXPECT_EQ(repr(call("numpy._core.multiarray", "_reconstruct", {})), "[]");
}

TEST_F(PickleObjectsTest, ordered_dictionaries_are_dictionaries)
{
    auto const pair = objects.tuple({PyValue::text("a"), PyValue::integer(1)});
    EXPECT_EQ(repr(call("collections", "OrderedDict", {objects.list({pair})})), "{'a': 1}");
}

TEST_F(PickleObjectsTest, numpy_types_that_are_not_known_are_named)
{
    try {
        std::ignore = call("numpy", "dtype", {PyValue::text("M8")});
        FAIL() << "it was read";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(), "the numpy type 'M8' cannot be read here");
    }
}

TEST_F(PickleObjectsTest, a_state_is_given_to_arrays_and_types_only)
{
    EXPECT_THROW(objects.build(PyValue::integer(1), objects.tuple({})), Error);
    EXPECT_THROW(objects.build(objects.list({}), PyValue::integer(1)), Error);
}

TEST_F(PickleObjectsTest, what_is_not_known_has_no_name_here)
{
    EXPECT_THROW(std::ignore = objects.global("os", "system"), Error);
    EXPECT_THROW(std::ignore = objects.call(PyValue::integer(1), objects.tuple({})), Error);
}

}  // namespace
}  // namespace atl::drops
