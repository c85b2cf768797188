#include "drops/data/memory_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drops/file_bytes.hpp"
#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

Payload payload(std::string text)
{
    auto owner = std::make_shared<std::string>(std::move(text));
    return {owner, std::as_bytes(std::span{*owner})};
}

class MemoryDataTest : public ::testing::Test {
  protected:
    std::unique_ptr<Content> make(Standing standing = Standing::owner)
    {
        return kind.make({{"uid", "", ""}, standing, true, true, ""});
    }
    void write(Content& content, std::string_view text, std::uint32_t producer = 0)
    {
        auto const contribution = content.contribute({producer, 1});
        contribution->write(std::as_bytes(std::span{text}));
        contribution->accept();
    }
    bool scratch_is_empty() const { return std::filesystem::is_empty(folder.path()); }

    test::TempFolder folder;
    MemoryData kind{{MemoryBacking::heap, AfterUse::free_memory, {}, false, folder.path(), {}}};
};

TEST_F(MemoryDataTest, joins_what_several_producers_wrote)
{
    auto const content = make();
    write(*content, "ab", 1);
    write(*content, "cd", 2);
    EXPECT_EQ(content->publish(), 4U);
    EXPECT_EQ(content->read().text(), "abcd");
}

TEST_F(MemoryDataTest, joins_in_the_order_of_the_graph_whoever_ends_first)
{
    auto const content = make();
    write(*content, "second", 2);
    write(*content, "first ", 1);
    EXPECT_EQ(content->read().text(), "first second");
}

TEST_F(MemoryDataTest, has_nothing_of_a_try_that_failed_after_it_was_accepted)
{
    auto const content = make();
    for (unsigned const attempt : {1U, 2U}) {
        auto const contribution = content->contribute({7, attempt});
        contribution->write(payload("x").bytes());
        contribution->accept();
    }
    EXPECT_EQ(content->read().text(), "x");
}

TEST_F(MemoryDataTest, uids_that_differ_in_a_slash_have_files_of_their_own)
{
    auto const one = kind.make({{"a/b", "", ""}, Standing::owner, true, true, ""});
    auto const other = kind.make({{"a_b", "", ""}, Standing::owner, true, true, ""});
    write(*one, "one");
    write(*other, "other");
    EXPECT_NE(one->path(), other->path());
    EXPECT_EQ(read_file(one->path()).text(), "one");
}

TEST_F(MemoryDataTest, does_not_copy_a_payload_that_is_put)
{
    auto const content = make();
    auto const given = payload("large");
    auto const contribution = content->contribute({0, 1});
    contribution->put(given);
    contribution->accept();
    EXPECT_EQ(content->read().bytes().data(), given.bytes().data());
}

TEST_F(MemoryDataTest, forgets_a_try_that_was_not_accepted)
{
    auto const content = make();
    auto contribution = content->contribute({0, 1});
    contribution->write(payload("half").bytes());
    static_cast<void>(contribution->path());
    contribution.reset();
    EXPECT_EQ(content->publish(), 0U);
    EXPECT_TRUE(scratch_is_empty());
}

TEST_F(MemoryDataTest, takes_what_a_process_wrote_to_its_path)
{
    auto const content = make();
    auto const contribution = content->contribute({0, 1});
    write_file(contribution->path(), payload("from a process").bytes());
    contribution->accept();
    EXPECT_EQ(content->read().text(), "from a process");
}

TEST_F(MemoryDataTest, hands_content_over_as_a_file_and_removes_it_in_the_end)
{
    auto content = make();
    write(*content, "abc");
    EXPECT_EQ(read_file(content->path()).text(), "abc");
    content.reset();
    EXPECT_TRUE(scratch_is_empty());
}

TEST_F(MemoryDataTest, a_guest_sends_what_was_written_here_and_forgets_it)
{
    auto const content = make(Standing::guest);
    write(*content, "abc");
    EXPECT_EQ(content->carry().text(), "abc");
    EXPECT_EQ(content->carry().text(), "");
    content->receive(payload("published"));
    EXPECT_EQ(content->read().text(), "published");
}

TEST_F(MemoryDataTest, shared_memory_is_a_file_in_memory_from_its_publication_on)
{
    MemoryData const shared{
        {MemoryBacking::segment, AfterUse::free_memory, {}, false, folder.path(), {}}};
    auto const content = shared.make({{"uid", "", ""}, Standing::owner, true, true, ""});
    write(*content, "abc");
    static_cast<void>(content->publish());
    EXPECT_EQ(read_file(folder.path() / "uid").text(), "abc");
}

TEST_F(MemoryDataTest, has_the_graphs_content_until_an_app_writes_another)
{
    MemoryData const given{
        {MemoryBacking::heap, AfterUse::free_memory, payload("3"), true, folder.path(), {}}};
    auto const content = given.make({{"uid", "", ""}, Standing::owner, true, true, ""});
    EXPECT_EQ(content->read().text(), "3");
}

TEST_F(MemoryDataTest, spills_to_another_folder_when_there_is_no_room)
{
    MemoryData const full{{MemoryBacking::heap,
                           AfterUse::free_memory,
                           payload("abc"),
                           true,
                           "/no/such/folder",
                           folder.path() / "spill"}};
    auto content = full.make({{"uid", "", ""}, Standing::owner, true, true, ""});
    EXPECT_EQ(content->path(), folder.path() / "spill" / "uid");
    content.reset();
    EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "spill"));
}

}  // namespace
}  // namespace atl::drops
