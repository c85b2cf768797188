#include "drops/dynlib/closure.hpp"

#include <string>

#include <gtest/gtest.h>

namespace atl::drops {
namespace {

TEST(Closure, is_a_c_function_that_remembers)
{
    std::string seen;
    Closure const closure{Closure::Shape::transfer, [&](char* buffer, std::size_t size) {
                              seen.append(buffer, size);
                              return size + 1;
                          }};
    auto const function = reinterpret_cast<std::size_t (*)(char*, std::size_t)>(closure.function());
    std::string text = "abc";
    EXPECT_EQ(function(text.data(), 2), 3U);
    EXPECT_EQ(seen, "ab");
}

TEST(Closure, two_of_them_are_two_functions)
{
    int first = 0;
    int second = 0;
    Closure const one{Closure::Shape::signal, [&](char*, std::size_t) { return ++first, 0U; }};
    Closure const two{Closure::Shape::status, [&](char*, std::size_t status) {
                          second = static_cast<int>(status);
                          return 0U;
                      }};
    reinterpret_cast<void (*)()>(one.function())();
    reinterpret_cast<void (*)(int)>(two.function())(7);
    EXPECT_EQ(first, 1);
    EXPECT_EQ(second, 7);
}

}  // namespace
}  // namespace atl::drops
