#include "atoll/process/unique_fd.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace atl::process {
namespace {

[[nodiscard]] bool is_open(int fd)
{
    return ::fcntl(fd, F_GETFD) >= 0;
}

TEST(UniqueFd, closes_at_the_end_of_its_life)
{
    int raw = -1;
    {
        auto const pipe = make_pipe();
        raw = pipe.read.get();
        EXPECT_TRUE(is_open(raw));
    }
    EXPECT_FALSE(is_open(raw));
}

TEST(UniqueFd, a_move_hands_the_descriptor_over)
{
    auto pipe = make_pipe();
    int const raw = pipe.read.get();
    auto const taken = std::move(pipe.read);
    EXPECT_EQ(taken.get(), raw);
    EXPECT_TRUE(is_open(raw));
}

TEST(MakePipe, ends_are_not_inherited_by_programs)
{
    auto const pipe = make_pipe();
    EXPECT_EQ(::fcntl(pipe.write.get(), F_GETFD), FD_CLOEXEC);
}

}  // namespace
}  // namespace atl::process
