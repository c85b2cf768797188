#include "atoll/session/log_writer.hpp"

#include <fstream>
#include <thread>

#include "atoll/core/error.hpp"
#include "atoll/session/log_reader.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

/// What is kept of both streams, as "out:<bytes>", "err:<bytes>" and "[n]" for n missing bytes.
[[nodiscard]] std::string kept(std::filesystem::path const& folder, LogQuery const& query = {})
{
    std::string text;
    LogReader{folder, query}.read_new([&](LogPiece const& piece) {
        text += piece.stream == LogStream::output ? "out:" : "err:";
        text += piece.missing > 0 ? "[" + std::to_string(piece.missing) + "]" : "";
        text += piece.bytes;
        text += ' ';
    });
    return text;
}

class LogWriterTest : public ScratchFolderTest {
  protected:
    [[nodiscard]] LogWriter writer(LogLimits limits)
    {
        return {scratch(), RankId{1}, clock, limits};
    }

    StoppedClock clock{1'000};
};

TEST_F(LogWriterTest, a_piece_can_be_read_as_soon_as_it_is_written)
{
    LogWriter log{scratch(), RankId{1}, clock};
    log.write({"d", 1}, LogStream::output, "one");
    log.write({"d", 1}, LogStream::errors, "two");
    EXPECT_EQ(kept(scratch()), "out:one err:two ");
}

TEST_F(LogWriterTest, keeps_the_first_and_the_last_bytes_and_counts_the_others)
{
    auto log = writer({.head = Bytes{4}, .tail = Bytes{3}});
    for (auto const* piece : {"abc", "def", "ghi", "jkl"}) {
        log.write({"d", 1}, LogStream::output, piece);
    }
    EXPECT_EQ(kept(scratch()), "out:abc out:d ");
    log.end({"d", 1});
    EXPECT_EQ(kept(scratch()), "out:abc out:d out:[5]jkl ");
}

TEST_F(LogWriterTest, each_try_has_limits_of_its_own)
{
    auto log = writer({.head = Bytes{2}, .tail = Bytes{0}});
    log.write({"d", 1}, LogStream::output, "abc");
    log.end({"d", 1});
    log.write({"d", 2}, LogStream::output, "xyz");
    log.end({"d", 2});
    EXPECT_EQ(kept(scratch()), "out:ab out:[1] out:xy out:[1] ");
    EXPECT_EQ(kept(scratch(), {.attempt = 2}), "out:xy out:[1] ");
}

TEST_F(LogWriterTest, the_file_of_a_rank_does_not_grow_beyond_its_limit)
{
    auto log = writer({.file = Bytes{200}});
    for (int i = 0; i < 100; ++i) {
        log.write({"d", 1}, LogStream::output, "0123456789");
    }
    log.end({"d", 1});
    EXPECT_LE(std::filesystem::file_size(scratch() / "output-00001.log"), 350U);
    EXPECT_THAT(kept(scratch()), ::testing::EndsWith("0] "));
}

TEST_F(LogWriterTest, a_flood_is_cut_when_it_comes_too_fast)
{
    auto log = writer({.per_second = Bytes{10}});
    for (int i = 0; i < 5; ++i) {
        log.write({"d", 1}, LogStream::output, "0123456789");
    }
    log.end({"d", 1});
    EXPECT_EQ(kept(scratch()),
              "out:0123456789 out:0123456789 out:0123456789 out:0123456789 out:[10] ");
}

TEST_F(LogWriterTest, ends_what_has_not_ended_when_it_goes)
{
    {
        auto log = writer({.head = Bytes{1}, .tail = Bytes{1}});
        log.write({"d", 1}, LogStream::output, "abc");
    }
    EXPECT_EQ(kept(scratch()), "out:a out:[1]c ");
}

TEST_F(LogWriterTest, a_second_writer_continues_the_files)
{
    {
        LogWriter{scratch(), RankId{1}, clock}.write({"a", 1}, LogStream::output, "1");
    }
    {
        LogWriter{scratch(), RankId{1}, clock}.write({"b", 1}, LogStream::output, "2");
    }
    EXPECT_EQ(kept(scratch()), "out:1 out:2 ");
    EXPECT_EQ(kept(scratch(), {.drop = "b"}), "out:2 ");
}

TEST_F(LogWriterTest, may_be_used_by_several_threads)
{
    LogWriter log{scratch(), RankId{1}, clock};
    {
        std::vector<std::jthread> threads;
        for (auto const* drop : {"a", "b", "c", "d"}) {
            threads.emplace_back([&log, drop] {
                for (int i = 0; i < 200; ++i) {
                    log.write({drop, 1}, LogStream::output, "x");
                }
                log.end({drop, 1});
            });
        }
    }
    EXPECT_EQ(kept(scratch(), {.drop = "c"}).size(), 200 * std::string{"out:x "}.size());
}

TEST_F(LogWriterTest, names_the_file_that_it_cannot_open)
{
    EXPECT_THAT([&] { LogWriter(scratch() / "none", RankId{1}, clock); },
                ::testing::ThrowsMessage<Error>(
                    ::testing::HasSubstr("none/output-00001.log' cannot be opened")));
}

}  // namespace
}  // namespace atl::session
