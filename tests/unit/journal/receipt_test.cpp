#include "atoll/journal/receipt.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "atoll/core/error.hpp"

#include "support/journal/scratch.hpp"

namespace atl::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Receipt receipt(std::string uid, std::string staging = {})
{
    return {2, 1'700'000'000'000'000'000, std::move(staging), std::move(uid), false};
}

Receipt withdrawal(std::string uid)
{
    auto withdrawn = receipt(std::move(uid));
    withdrawn.withdrawn = true;
    return withdrawn;
}

class ReceiptTest : public ::testing::Test {
  protected:
    std::filesystem::path folder() const { return scratch.path() / "receipts"; }
    std::filesystem::path file() const { return folder() / "2-1"; }
    /// Of a writer that has ended since.
    void write(std::vector<std::string> const& lines) const
    {
        ReceiptFile const written{file()};
        for (auto const& line : lines) {
            written.append(line);
        }
    }
    std::vector<Receipt> read() const
    {
        return read_receipts(folder(), [](std::string_view boot) { return boot == boot_id(); });
    }
    std::vector<Receipt> read_after_a_crash_of_the_node() const
    {
        return read_receipts(folder(), [](std::string_view) { return false; });
    }

    test::Scratch scratch;
};

TEST_F(ReceiptTest, AreReadAsTheyWereWritten)
{
    write({to_line(receipt("a 1")), to_line(receipt("b", "-lease-1-7"))});
    EXPECT_THAT(read(), ElementsAre(receipt("a 1"), receipt("b", "-lease-1-7")));
}

TEST_F(ReceiptTest, AreNoneWhereThereIsNoFolder)
{
    EXPECT_THAT(read(), IsEmpty());
}

TEST_F(ReceiptTest, OfANodeThatHasCrashedSinceAreNotBelieved)
{
    write({to_line(receipt("a"))});
    EXPECT_THAT(read_after_a_crash_of_the_node(), IsEmpty());
}

TEST_F(ReceiptTest, OfAProcessThatLivesAreBelieved)
{
    ReceiptFile const written{file()};
    written.append(to_line(receipt("a")));
    EXPECT_THAT(read_after_a_crash_of_the_node(), ElementsAre(receipt("a")));
}

TEST_F(ReceiptTest, ThatWasWithdrawnDoesNotHold)
{
    write({to_line(receipt("a")), to_line(receipt("b")), to_line(withdrawal("a"))});
    EXPECT_THAT(read(), ElementsAre(receipt("b")));
}

TEST_F(ReceiptTest, AfterAWithdrawalHoldsAgain)
{
    write({to_line(withdrawal("a")), to_line(receipt("a"))});
    EXPECT_THAT(read(), ElementsAre(receipt("a")));
}

TEST_F(ReceiptTest, ThatIsTornIsPassedOverWithoutHarmToTheNext)
{
    auto const whole = to_line(receipt("app_10"));
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        std::filesystem::remove_all(folder());
        write({whole.substr(0, size), to_line(receipt("b"))});
        EXPECT_THAT(read(), ElementsAre(receipt("b"))) << "after " << size << " bytes";
    }
}

TEST_F(ReceiptTest, WithAFlippedBitIsPassedOver)
{
    auto const whole = to_line(receipt("app_10"));
    for (std::size_t i = 1; i + 1 < whole.size(); ++i) {
        std::filesystem::remove_all(folder());
        auto damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        write({damaged});
        EXPECT_THAT(read(), IsEmpty()) << "byte " << i;
    }
}

TEST_F(ReceiptTest, OfAUidOfTwoLinesIsNotWritten)
{
    EXPECT_EQ(to_line(receipt("a\nb")), "");
}

TEST_F(ReceiptTest, GoOnInAFileThatIsThere)
{
    write({to_line(receipt("a"))});
    write({to_line(receipt("b"))});
    EXPECT_THAT(read(), ElementsAre(receipt("a"), receipt("b")));
}

TEST_F(ReceiptTest, ShowThatTheirWriterHasEnded)
{
    write({to_line(receipt("a"))});
    EXPECT_FALSE(writer_has_ended(file()));
    write({line_of_the_end()});
    EXPECT_TRUE(writer_has_ended(file()));
    EXPECT_THAT(read(), ElementsAre(receipt("a")));
}

TEST_F(ReceiptTest, OfALaterProcessAreNotTakenForThoseOfOneThatHasEnded)
{
    write({line_of_the_end()});
    ReceiptFile const later{file()};
    EXPECT_FALSE(writer_has_ended(file()));
}

TEST_F(ReceiptTest, ThatAreNotThereSayNothingOfTheirWriter)
{
    EXPECT_FALSE(writer_has_ended(file()));
}

TEST_F(ReceiptTest, CannotBeWrittenWhereAFolderCannotBeMade)
{
    std::ofstream{folder()} << "a file";
    EXPECT_THROW(write({}), Error);
}

}  // namespace
}  // namespace atl::journal
