#include "process/child_output.hpp"

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace atl::process {
namespace {

class RecordingLog final : public LogSink {
  public:
    void write(LogOrigin const& origin, LogStream stream, std::string_view bytes) override
    {
        text += std::string{origin.drop} + (stream == LogStream::output ? ">" : "!") +
                std::string{bytes};
    }
    void end(LogOrigin const&) override { text += "."; }

    std::string text;
};

class ChildOutputTest : public ::testing::Test {
  protected:
    RecordingLog log;
    std::array<char, 4> buffer{};
};

TEST_F(ChildOutputTest, reads_a_buffer_full_at_a_time)
{
    {
        ChildOutput output{&log, {"d", 1}};
        ASSERT_EQ(::write(output.open(LogStream::errors), "abcdef", 6), 6);
        output.read(LogStream::errors, buffer);
        output.read(LogStream::errors, buffer);
    }
    EXPECT_EQ(log.text, "d!abcdd!ef.");
}

TEST_F(ChildOutputTest, a_stream_ends_when_all_have_closed_it)
{
    ChildOutput output{&log, {"d", 1}};
    std::ignore = output.open(LogStream::output);
    output.read(LogStream::output, buffer);
    EXPECT_TRUE(output.is_open());
    output.close_writing_ends();
    output.read(LogStream::output, buffer);
    EXPECT_FALSE(output.is_open());
    EXPECT_EQ(log.text, "");
}

}  // namespace
}  // namespace atl::process
