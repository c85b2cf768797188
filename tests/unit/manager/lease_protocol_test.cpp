#include "atoll/manager/lease_protocol.hpp"

#include <gmock/gmock.h>

#include "atoll/core/error.hpp"

namespace atl::manager {
namespace {

std::vector<std::byte> bytes(std::string const& text)
{
    auto const view = std::as_bytes(std::span{text});
    return {view.begin(), view.end()};
}

TEST(LeaseProtocol, an_offer_comes_back_as_it_was)
{
    auto const offer =
        decode_offer(encode(ExecutorOffer{"47", "n3", 8, Seconds{600}, "extension-n3-9"}));
    EXPECT_EQ(offer.job_id, "47");
    EXPECT_EQ(offer.host, "n3");
    EXPECT_EQ(offer.cpus, 8U);
    EXPECT_EQ(offer.time_left, Seconds{600});
    EXPECT_EQ(offer.receipts, "extension-n3-9");
}

TEST(LeaseProtocol, a_welcome_an_assignment_and_an_enlistment_come_back_as_they_were)
{
    auto const welcome = decode_welcome(encode(Welcome{ExecutorId{3}, "s", 17}));
    EXPECT_EQ(welcome.executor, ExecutorId{3});
    EXPECT_EQ(welcome.session_id, "s");
    EXPECT_EQ(welcome.session_start_ns, 17);
    auto const assignment = decode_assignment(encode(Assignment{RankId{2}, "there"}));
    EXPECT_EQ(assignment.rank, RankId{2});
    EXPECT_EQ(assignment.endpoints, "there");
    auto const enlistment =
        decode_enlistment(encode(Enlistment{ExecutorId{3}, 4, "extension-n3-9"}));
    EXPECT_EQ(enlistment.executor, ExecutorId{3});
    EXPECT_EQ(enlistment.cpus, 4U);
    EXPECT_EQ(enlistment.receipts, "extension-n3-9");
}

TEST(LeaseProtocol, a_lease_comes_back_as_it_was)
{
    LeaseOrder order{9, RankId{1}, 2, 3, "-key", bytes("part"), {{true, bytes("in")}, {false, {}}}};
    auto const copy = decode_lease(encode(order));
    EXPECT_EQ(copy.number, 9U);
    EXPECT_EQ(copy.owner, RankId{1});
    EXPECT_EQ(copy.attempt, 2U);
    EXPECT_EQ(copy.cpus, 3U);
    EXPECT_EQ(copy.staging, "-key");
    EXPECT_EQ(copy.part, order.part);
    ASSERT_EQ(copy.inputs.size(), 2U);
    EXPECT_EQ(copy.inputs[0].content, bytes("in"));
    EXPECT_FALSE(copy.inputs[1].available);
}

TEST(LeaseProtocol, a_result_comes_back_as_it_was)
{
    LeaseResult const result{9, LeaseEnd::failed, 4, "no", {1, 2}, {bytes("out"), {}}};
    auto const copy = decode_result(encode(result));
    EXPECT_EQ(copy.number, 9U);
    EXPECT_EQ(copy.end, LeaseEnd::failed);
    EXPECT_EQ(copy.exit_code, 4);
    EXPECT_EQ(copy.reason, "no");
    EXPECT_EQ(copy.skipped, result.skipped);
    EXPECT_EQ(copy.outputs, result.outputs);
}

TEST(LeaseProtocol, a_message_that_ends_too_early_is_refused)
{
    auto body = encode(LeaseResult{9, LeaseEnd::finished, 0, "", {}, {bytes("out")}});
    body.pop_back();
    EXPECT_THROW(static_cast<void>(decode_result(body)), Error);
}

}  // namespace
}  // namespace atl::manager
