#include "drops/hdf5/file_lock.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

TEST(FileLockTest, lets_one_in_at_a_time)
{
    test::TempFolder const folder;
    int inside = 0;  // written without synchronisation but the lock's
    std::atomic<bool> crowded{false};
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int turn = 0; turn < 50; ++turn) {
                FileLock const lock{folder.path() / "lock"};
                crowded = crowded || ++inside != 1;
                --inside;
            }
        });
    }
    threads.clear();
    EXPECT_FALSE(crowded);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(FileLockTest, says_why_it_cannot_be_had)
{
    EXPECT_THROW(FileLock{"/no/such/folder/lock"}, Error);
}

}  // namespace
}  // namespace atl::drops
