#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <vector>

#include <gtest/gtest.h>

namespace atl {
namespace {

TEST(LargeBlocks, begin_at_a_huge_page)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    auto const block = std::make_unique_for_overwrite<char[]>(5'000'000);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block.get()) % (std::uintptr_t{2} << 20U), 0);
#endif
}

TEST(LargeBlocks, are_written_to_their_ends)
{
    for (std::size_t const size : {0UL, 1UL, 4'194'303UL, 4'194'304UL, 4'194'305UL, 9'000'000UL}) {
        std::vector<char> const block(size, 'x');
        EXPECT_EQ(std::count(block.begin(), block.end(), 'x'), static_cast<std::ptrdiff_t>(size));
    }
}

TEST(LargeBlocks, that_cannot_be_are_refused)
{
    for (auto const size : {std::numeric_limits<std::size_t>::max(), std::size_t{1} << 60U}) {
        auto const ask = [size] { ::operator delete(::operator new(size)); };
        EXPECT_THROW(ask(), std::bad_alloc) << size;
    }
}

}  // namespace
}  // namespace atl
