#include "drops/restored_contents.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::bash;
using test::GraphSession;
using test::GraphText;

constexpr RestoredDrop done{DropState::completed};
constexpr RestoredDrop finished{DropState::finished};
constexpr RestoredDrop open{};

/// w -> f -> r, all on one rank: f is drop 0, w 1, r 2.
std::string restored_chain(std::string const& more = "", std::string const& kind = test::file)
{
    return GraphText{}
        .data("f", kind, R"("filepath":"f.txt")" + more)
        .app("w", bash, {}, {{"f", ""}}, R"("command":"echo new > %o0")")
        .app("r", bash, {{"f", ""}}, {}, R"("command":"cat %i0 > read.txt")")
        .json();
}

TEST(RestoredContents, a_file_of_an_earlier_epoch_can_be_read)
{
    GraphSession session{restored_chain()};
    std::ofstream{session.data() / "f.txt"} << "old";
    session.runner().restore(std::vector{done, finished, open});
    EXPECT_TRUE(session.runner().outlived(0));
    EXPECT_EQ(session.runner().run_app(2, 1, 0).reason, "");
    EXPECT_EQ(session.file("read.txt"), "old");
}

TEST(RestoredContents, a_file_that_is_gone_has_not_outlived)
{
    GraphSession session{restored_chain()};
    EXPECT_FALSE(session.runner().outlived(0));
}

TEST(RestoredContents, memory_never_outlives_its_epoch)
{
    GraphSession session{restored_chain("", "memory.InMemoryDROP")};
    EXPECT_FALSE(session.runner().outlived(0));
}

TEST(RestoredContents, the_last_reader_of_an_earlier_epoch_lets_a_file_go)
{
    GraphSession session{restored_chain(R"(,"persist":false,"expireAfterUse":true)")};
    std::ofstream{session.data() / "f.txt"} << "old";
    session.runner().restore(std::vector{done, finished, finished});
    EXPECT_EQ(session.file("f.txt"), "(absent)");
    EXPECT_EQ(session.state("f"), DropState::deleted);
}

TEST(RestoredContents, what_was_deleted_before_is_not_deleted_twice)
{
    GraphSession session{restored_chain(R"(,"persist":false,"expireAfterUse":true)")};
    session.runner().restore(std::vector{RestoredDrop{DropState::deleted}, finished, finished});
    EXPECT_EQ(session.state("f"), DropState::initialized) << "nobody was told again";
}

TEST(RestoredContents, only_what_readers_cannot_find_by_themselves_is_announced)
{
    EXPECT_FALSE(GraphSession{restored_chain()}.runner().announces(0));
    EXPECT_TRUE(GraphSession{restored_chain("", "memory.InMemoryDROP")}.runner().announces(0));
}

}  // namespace
}  // namespace atl::drops
