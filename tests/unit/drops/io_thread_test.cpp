#include "atoll/drops/io_thread.hpp"

#include <stdexcept>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::drops {
namespace {

TEST(IoThreadTest, does_all_work_on_the_thread_that_runs)
{
    IoThread io;
    std::jthread runner{[&] { io.run(); }};
    std::vector<std::thread::id> seen;
    {
        std::vector<std::jthread> callers;
        for (int caller = 0; caller < 4; ++caller) {
            callers.emplace_back([&] {
                for (int turn = 0; turn < 20; ++turn) {
                    io.call([&] { seen.push_back(std::this_thread::get_id()); });
                }
            });
        }
    }
    io.stop();
    runner.join();
    EXPECT_EQ(seen.size(), 80U);
}

TEST(IoThreadTest, gives_exceptions_back_to_the_caller)
{
    IoThread io;
    EXPECT_THROW(io.call([] { throw std::runtime_error{"disk full"}; }), std::runtime_error);
}

TEST(IoThreadTest, may_be_called_from_its_own_work)
{
    IoThread io;
    std::jthread runner{[&] { io.run(); }};
    int depth = 0;
    io.call([&] { io.call([&] { depth = 2; }); });
    io.stop();
    EXPECT_EQ(depth, 2);
}

}  // namespace
}  // namespace atl::drops
