#include "drops/current_problem.hpp"

#include <new>
#include <stdexcept>

#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

/// What is said of \p problem while it is in flight.
template <typename Problem>
[[nodiscard]] std::string text_of(Problem const& problem)
{
    try {
        throw problem;
    } catch (...) {
        return current_problem();
    }
}

TEST(CurrentProblem, is_told_with_its_hint)
{
    EXPECT_EQ(text_of(Error{ErrorKind::io, "no room", "make some"}), "no room (make some)");
    EXPECT_EQ(text_of(Error{ErrorKind::io, "no room"}), "no room");
}

TEST(CurrentProblem, is_told_of_exceptions_of_others)
{
    EXPECT_EQ(text_of(std::runtime_error{"it broke"}), "it broke");
    EXPECT_EQ(text_of(std::bad_alloc{}), "there is not enough memory");
    EXPECT_EQ(text_of(3), "an unknown exception was thrown");
}

}  // namespace
}  // namespace atl::drops
