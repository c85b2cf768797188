#include "atoll/process/stdin_feed.hpp"

#include "unit/process/launch_fixture.hpp"

namespace atl::process {
namespace {

using namespace testing;

class StdinFeedTest : public LaunchFixture {};

TEST_F(StdinFeedTest, feeds_a_process_while_it_runs)
{
    StdinFeed feed;
    std::string all;
    auto request = command({"cat"});
    request.input = &feed;
    request.output = ToCallback{[&](std::string_view piece) { all += piece; }};
    std::string const piece(100'000, 'x');
    std::jthread const writer{[&] {
        for (int i = 0; i < 10; ++i) {
            EXPECT_EQ(feed.write(piece), StdinFeed::Result::written);
        }
        feed.close();
    }};
    EXPECT_TRUE(helper->run(request).succeeded());
    EXPECT_EQ(all.size(), 10 * piece.size());
}

TEST_F(StdinFeedTest, notices_that_the_process_reads_no_more)
{
    StdinFeed feed;
    auto request = command({"true"});
    request.input = &feed;
    EXPECT_TRUE(helper->run(request).succeeded());
    EXPECT_EQ(feed.write("too late"), StdinFeed::Result::closed);
}

TEST_F(StdinFeedTest, gives_up_when_stop_is_requested)
{
    StdinFeed feed;
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(feed.write(std::string(1'000'000, 'x'), stop.get_token()),
              StdinFeed::Result::stopped);
}

}  // namespace
}  // namespace atl::process
