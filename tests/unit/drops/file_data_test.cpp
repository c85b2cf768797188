#include "drops/data/file_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/staging_key.hpp"

#include "drops/file_bytes.hpp"
#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::bash;
using test::GraphSession;
using test::GraphText;

class FileDataTest : public ::testing::Test {
  protected:
    std::unique_ptr<Content> make(FileData const& kind)
    {
        return kind.make({{"uid", "", ""}, Standing::owner, true, true, ""});
    }
    FileData kind_of(AfterUse after = AfterUse::keep)
    {
        return FileData{{{"a/f.txt", "", "", folder.path()}, {}, after, false, false}};
    }
    void write(Content& content, std::string_view text, WriteAttempt attempt)
    {
        auto const contribution = content.contribute(attempt);
        contribution->write(std::as_bytes(std::span{text}));
        contribution->accept();
    }
    test::TempFolder folder;
};

TEST_F(FileDataTest, joins_writers_in_the_order_of_the_graph)
{
    auto const kind = kind_of();
    auto const content = make(kind);
    write(*content, "second", {2, 1});
    write(*content, "first ", {1, 1});
    EXPECT_EQ(content->publish(), 12U);
    EXPECT_EQ(content->read().text(), "first second");
}

TEST_F(FileDataTest, is_staged_apart_from_the_same_drop_of_another_session)
{
    FileData const one{{{"f.txt", "", "", folder.path()}, {}, AfterUse::keep, false, false, "s1"}};
    FileData const other{
        {{"f.txt", "", "", folder.path()}, {}, AfterUse::keep, false, false, "s2"}};
    auto const killed = make(one);
    write(*killed, "half", {1, 1});
    auto const content = make(other);
    write(*content, "whole", {1, 1});
    content->publish();
    EXPECT_EQ(content->read().text(), "whole");
}

TEST_F(FileDataTest, adopts_an_earlier_epochs_leavings_beside_what_it_has)
{
    FileData const first{{{"f.txt", "", "", folder.path()}, {}, AfterUse::keep, false, false, "s"}};
    FileData const later{{{"f.txt", "", "", folder.path()},
                          {},
                          AfterUse::keep,
                          false,
                          false,
                          "s",
                          owner_staging(2)}};
    static_cast<void>(make(first)->contribute({1, 1})->path());  // killed before it wrote
    auto const content = make(later);
    write(*content, "whole", {1, 1});
    content->adopt(owner_staging(1));
    content->publish();
    EXPECT_EQ(content->read().text(), "whole");
}

TEST_F(FileDataTest, a_later_try_does_not_see_what_an_earlier_one_left)
{
    auto const kind = kind_of();
    auto const content = make(kind);
    write_file(content->contribute({1, 1})->path(), std::as_bytes(std::span{"half", 4}));
    EXPECT_FALSE(std::filesystem::exists(content->contribute({1, 2})->path()));
}

TEST_F(FileDataTest, put_replaces_what_the_try_wrote)
{
    auto const kind = kind_of();
    auto const content = make(kind);
    auto const contribution = content->contribute({1, 1});
    contribution->write(std::as_bytes(std::span{"long text", 9}));
    contribution->put({});
    contribution->accept();
    EXPECT_EQ(content->publish(), 0U);
}

TEST_F(FileDataTest, shows_that_a_producer_has_ended_which_wrote_nothing)
{
    auto const kind = kind_of();
    auto const content = make(kind);
    EXPECT_FALSE(std::filesystem::exists(content->staged_at({})));
    content->contribute({1, 1})->accept();
    EXPECT_TRUE(std::filesystem::exists(content->staged_at({})));
    EXPECT_EQ(content->publish(), 0U);
}

TEST_F(FileDataTest, does_not_make_an_input_that_is_missing)
{
    test::TempFolder elsewhere;
    auto const file = elsewhere.path() / "f.txt";
    FileData const kind{{{file.string(), "", "", folder.path()}, {}, AfterUse::keep, false, false}};
    auto const input = kind.make({{"uid", "", ""}, Standing::owner, false, false, ""});
    EXPECT_EQ(input->publish(), 0U);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(FileDataTest, an_input_that_must_be_there_is_never_made)
{
    FileData const kind{
        {{"f.txt", "", "", folder.path()}, {}, AfterUse::keep, false, false, "", "", true}};
    auto const input = kind.make({{"uid", "", ""}, Standing::owner, false, false, ""});
    EXPECT_THROW(static_cast<void>(input->publish()), Error);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "f.txt"));
    write_file(folder.path() / "f.txt", std::as_bytes(std::span{"text", 4}));
    EXPECT_EQ(input->publish(), 4U);
}

TEST_F(FileDataTest, removes_its_file)
{
    auto const kind = kind_of();
    auto const content = make(kind);
    static_cast<void>(content->publish());
    content->remove();
    EXPECT_FALSE(std::filesystem::exists(content->path()));
}

TEST_F(FileDataTest, learns_its_path_from_its_producer_on_every_rank)
{
    for (std::uint32_t const ranks : {1U, 3U}) {
        GraphSession session{
            GraphText{}
                .app("w",
                     bash,
                     {},
                     {{"f", "image"}},
                     R"("command":"echo hi > {image}","applicationArgs":{)" +
                         test::port("image", "OutputPort", "path", "named.txt") + "}")
                .data("f", test::file, R"("filepath":"","producers":[{"w":"filepath"}])")
                .app("r",
                     bash,
                     {{"f", "x"}},
                     {{"g", ""}},
                     R"("command":"cp {x} copy.txt","applicationArgs":{)" +
                         test::port("x", "InputPort", "path") + "}")
                .data("g", test::file, R"("filepath":"copy.txt")")
                .json(),
            ranks};
        session.run();
        EXPECT_EQ(session.file("named.txt"), "hi\n") << ranks;
        EXPECT_EQ(session.reason("r") + session.file("copy.txt"), "hi\n") << ranks;
    }
}

TEST(FileDataCheck, is_not_for_names_that_are_made_up)
{
    GraphSession session{
        GraphText{}.data("1_a_0", test::file, R"("check_filepath_exists":true)").json()};
    session.run();
    EXPECT_EQ(session.state("1_a_0"), DropState::completed);
}

}  // namespace
}  // namespace atl::drops
