// Two processes, and between them a network that cuts, delays and mixes up their connections.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atoll/comm/link_hub.hpp"

#include "support/link/hub_pair.hpp"
#include "support/link/rough_relay.hpp"

namespace atl::comm {
namespace {

using Kind = LinkEvent::Kind;

constexpr unsigned messages = 800;

LinkOptions patient_options()
{
    auto options = fast_options();
    options.lost_after = {20};
    options.connect_within = {20};
    return options;
}

/// Message \p number of \p sender: up to 3 kB that no other message has.
Body message(unsigned sender, unsigned number)
{
    Body body(16 + (number * 37) % 3000, static_cast<std::byte>(number * 7 + sender));
    std::memcpy(body.data(), &number, sizeof number);
    return body;
}

/// What is wrong with what \p hub has heard of \p sender; "" when each message came once, in order.
std::string complaint(TestHub const& hub, unsigned sender)
{
    unsigned next = 0;
    for (auto const& event : hub.events) {
        if (event.kind == Kind::lost || event.kind == Kind::closed) {
            return "the link has ended: " + event.reason;
        }
        if (event.kind == Kind::message && event.body != message(sender, next++)) {
            return "message " + std::to_string(next - 1) + " is another one";
        }
    }
    return next == messages ? "" : std::to_string(next) + " messages came";
}

/// Sends all messages and hears all of the other side's. \returns what was wrong.
std::string exchange(TestHub& hub, PeerId peer, unsigned self, unsigned other)
{
    for (unsigned number = 0; number < messages; ++number) {
        hub.hub.send(peer, 1, message(self, number));
        if (number % 8 == 0) {
            hub.poll();
        }
    }
    run_until({&hub}, [&] { return hub.count(Kind::message) >= messages; }, {60});
    // Whoever leaves first would take with it what the other has not got yet.
    run_until({&hub}, [&] { return hub.hub.queued(peer).count == 0; }, {20});
    run_until({&hub}, [] { return false; }, {1});
    return complaint(hub, other);
}

class RelayTest : public ::testing::TestWithParam<unsigned> {};

TEST_P(RelayTest, no_message_is_lost_doubled_or_out_of_order)
{
    auto const secret = Secret::make();
    int port_pipe[2];
    ASSERT_EQ(::pipe(port_pipe), 0);
    // Before any thread: the relay's is in the parent.
    auto const child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        std::array<char, 256> text{};
        auto const size = ::read(port_pipe[0], text.data(), text.size() - 1);
        TestHub island{{"session", "island 1", 1}, secret, patient_options()};
        auto const peer = island.hub.dial(parse_link_address(
            {text.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size))}));
        auto const wrong = exchange(island, peer, 1, 0);
        std::fprintf(stderr, "%s", wrong.empty() ? "" : ("island: " + wrong + "\n").c_str());
        ::_exit(wrong.empty() ? 0 : 1);
    }
    TestHub master{{"session", "master", 1}, secret, patient_options()};
    auto address = master.hub.listen();
    test::RoughRelay const relay{address.endpoints.front().port, GetParam()};
    address.endpoints.front().port = relay.port();
    auto const text = to_string(address);
    ASSERT_EQ(::write(port_pipe[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ASSERT_TRUE(run_until({&master}, [&] { return master.count(Kind::connected) == 1; }, {20}));
    EXPECT_EQ(exchange(master, master.find(Kind::connected)->peer, 0, 1), "");
    int status = 1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_GT(relay.broken(), 3U) << "else nothing was tested";
    ::close(port_pipe[0]);
    ::close(port_pipe[1]);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RelayTest, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace atl::comm
