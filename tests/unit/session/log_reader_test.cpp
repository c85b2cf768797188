#include "atoll/session/log_reader.hpp"

#include <fstream>
#include <optional>

#include "atoll/core/error.hpp"
#include "atoll/session/log_writer.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class LogReaderTest : public ScratchFolderTest {
  protected:
    [[nodiscard]] std::string read(LogReader& reader) const
    {
        std::string text;
        reader.read_new([&](LogPiece const& piece) {
            text += std::string{piece.origin.drop} + "#" + std::to_string(piece.origin.attempt) +
                    ":" + std::string{piece.bytes} + " ";
        });
        return text;
    }
    [[nodiscard]] std::string read(LogQuery const& query = {}) const
    {
        LogReader reader{scratch(), query};
        return read(reader);
    }

    StoppedClock clock{1'000};
};

TEST_F(LogReaderTest, finds_the_output_of_one_drop)
{
    LogWriter log{scratch(), RankId{1}, clock};
    log.write({"a", 1}, LogStream::output, "1");
    log.write({"b", 1}, LogStream::output, "2");
    log.write({"a", 2}, LogStream::errors, "3");
    EXPECT_EQ(read(), "a#1:1 b#1:2 a#2:3 ");
    EXPECT_EQ(read({.drop = "a"}), "a#1:1 a#2:3 ");
    EXPECT_EQ(read({.drop = "a", .attempt = 2}), "a#2:3 ");
    EXPECT_EQ(read({.stream = LogStream::errors}), "a#2:3 ");
    EXPECT_EQ(read({.drop = "c"}), "");
}

TEST_F(LogReaderTest, reads_the_ranks_in_their_order)
{
    LogWriter second{scratch(), RankId{12}, clock};
    LogWriter first{scratch(), RankId{3}, clock};
    second.write({"b", 1}, LogStream::output, "2");
    first.write({"a", 1}, LogStream::output, "1");
    EXPECT_EQ(read(), "a#1:1 b#1:2 ");
}

TEST_F(LogReaderTest, shows_only_what_is_new)
{
    LogReader all{scratch(), {}};
    LogReader one{scratch(), {.drop = "a"}};
    EXPECT_EQ(read(all), "");
    LogWriter log{scratch(), RankId{1}, clock};
    log.write({"a", 1}, LogStream::output, "1");
    EXPECT_EQ(read(all), "a#1:1 ");
    EXPECT_EQ(read(one), "a#1:1 ");
    EXPECT_EQ(read(one), "");
    log.write({"b", 1}, LogStream::output, "2");
    log.write({"a", 1}, LogStream::output, "3");
    EXPECT_EQ(read(all), "b#1:2 a#1:3 ");
    EXPECT_EQ(read(one), "a#1:3 ");
}

TEST_F(LogReaderTest, a_folder_that_is_not_there_has_no_output)
{
    LogReader reader{scratch() / "none", {}};
    EXPECT_EQ(read(reader), "");
}

TEST_F(LogReaderTest, refuses_a_file_of_another_kind)
{
    std::ofstream{scratch() / "output-00001.log"} << "something else entirely";
    EXPECT_THAT([&] { std::ignore = read(); },
                ::testing::ThrowsMessage<Error>(
                    ::testing::HasSubstr("is not a log of this version of Atoll")));
}

}  // namespace
}  // namespace atl::session
