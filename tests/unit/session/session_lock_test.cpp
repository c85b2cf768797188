#include "atoll/session/session_lock.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::session {
namespace {

using ::testing::HasSubstr;

class SessionLockTest : public ::testing::Test {
  protected:
    test::TempFolder temp;
    SessionFolder folder{temp.path()};
};

TEST_F(SessionLockTest, is_held_by_one_at_a_time_who_is_named)
{
    SessionLock const first{folder, "process 1 on n1"};
    try {
        SessionLock const second{folder, "process 2 on n2"};
        FAIL() << "the second was let in";
    } catch (Error const& refusal) {
        EXPECT_EQ(refusal.kind(), ErrorKind::usage);
        EXPECT_THAT(refusal.what(), HasSubstr("is being run by process 1 on n1"));
    }
    EXPECT_EQ(lock_owner(folder), "process 1 on n1");
}

TEST_F(SessionLockTest, is_free_again_when_its_holder_is_done)
{
    {
        SessionLock const first{folder, "process 1 on n1"};
    }
    EXPECT_FALSE(lock_owner(folder));
    SessionLock const second{folder, "x"};
    EXPECT_EQ(lock_owner(folder), "x");
}

TEST_F(SessionLockTest, dies_with_its_holder)
{
    auto const child = fork();
    if (child == 0) {
        auto* const lock = new SessionLock{folder, "child"};
        _exit(lock == nullptr ? 1 : 0);  // without letting go
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_FALSE(lock_owner(folder));
}

TEST_F(SessionLockTest, of_a_session_that_never_ran_has_no_owner)
{
    EXPECT_FALSE(lock_owner(folder));
}

}  // namespace
}  // namespace atl::session
