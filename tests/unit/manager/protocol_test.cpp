#include "atoll/manager/protocol.hpp"

#include <gmock/gmock.h>

namespace atl::manager {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

TEST(EventWord, keeps_index_and_kind)
{
    EventWord const word{EventWord::largest_index, EventKind::skipped};
    EXPECT_EQ(word.index(), EventWord::largest_index);
    EXPECT_EQ(word.kind(), EventKind::skipped);
}

TEST(Protocol, reads_back_an_event_with_content)
{
    Carry carry{EventWord{3, EventKind::completed}, {}};
    carry.items.push_back({DropId{7}, 2, 0, true, {std::byte{1}, std::byte{2}}});
    carry.items.push_back({DropId{8}, 1U << 20U, 5, false, {}});

    auto const read = decode_carry(encode(carry));

    EXPECT_EQ(read.event.index(), 3U);
    ASSERT_THAT(read.items, SizeIs(2));
    EXPECT_THAT(read.items[0].bytes, ElementsAre(std::byte{1}, std::byte{2}));
    EXPECT_EQ(read.items[1].tag, 5);
    EXPECT_FALSE(read.items[1].in_message);
}

TEST(Protocol, reads_back_rows_and_failures)
{
    RowBatch batch;
    batch.rows.push_back({DropId{1}, 2, 1, -9, 100, 0.5, 0.75});
    batch.failures.push_back({DropId{1}, "exit status 3"});
    batch.last = true;

    auto const read = decode_rows(encode(batch));

    ASSERT_THAT(read.rows, SizeIs(1));
    EXPECT_EQ(read.rows[0].exit_code, -9);
    EXPECT_EQ(read.rows[0].end, 0.75);
    ASSERT_THAT(read.failures, SizeIs(1));
    EXPECT_EQ(read.failures[0].reason, "exit status 3");
    EXPECT_TRUE(read.last);
}

TEST(Protocol, refuses_a_message_that_ends_too_early)
{
    auto body = encode(Carry{EventWord{3, EventKind::completed}, {{DropId{7}, 0, 0, true, {}}}});
    body.resize(body.size() - 1);
    EXPECT_THROW(static_cast<void>(decode_carry(body)), Error);
}

}  // namespace
}  // namespace atl::manager
