#include "drops/streaming/named_pipe.hpp"

#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

#include "support/drops/bytes.hpp"

namespace atl::drops {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;

class NamedPipeTest : public ::testing::Test {
  protected:
    ~NamedPipeTest() override { fs::remove(path_); }

    [[nodiscard]] std::string read_all() const
    {
        std::ostringstream text;
        text << std::ifstream{path_}.rdbuf();
        return text.str();
    }

    fs::path path_{fs::temp_directory_path() /
                   ("pipe-" + std::to_string(::getpid()) + "-" +
                    ::testing::UnitTest::GetInstance()->current_test_info()->name())};
    std::shared_ptr<Channel> stream_{std::make_shared<Channel>(std::stop_token{})};
    std::string received_;
    PipeForWriter::Sink sink_{[this](std::span<std::byte const> bytes) {
        received_.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    }};
};

TEST_F(NamedPipeTest, shows_a_reader_the_stream_to_its_end)
{
    PipeForReader const pipe{path_, stream_};
    stream_->write(bytes_of("all of it"));
    stream_->close(Channel::Ending::complete);
    EXPECT_EQ(read_all(), "all of it");
}

TEST_F(NamedPipeTest, is_empty_for_a_reader_who_comes_again)
{
    PipeForReader const pipe{path_, stream_};
    stream_->write(bytes_of("all of it"));
    stream_->close(Channel::Ending::complete);
    EXPECT_EQ(read_all(), "all of it");
    EXPECT_EQ(read_all(), "");
}

TEST_F(NamedPipeTest, lets_the_writer_go_when_the_reader_closes_it_early)
{
    PipeForReader const pipe{path_, stream_};
    int const reader = ::open(path_.c_str(), O_RDONLY);
    ::close(reader);
    std::string const much(4 * Channel::usual_room, 'x');
    EXPECT_FALSE(stream_->write(bytes_of(much)));
}

TEST_F(NamedPipeTest, goes_away_when_nobody_has_read_it)
{
    {
        PipeForReader const pipe{path_, stream_};
    }
    EXPECT_FALSE(fs::exists(path_));
}

TEST_F(NamedPipeTest, hands_on_what_several_writers_wrote_one_after_the_other)
{
    PipeForWriter pipe{path_, sink_};
    std::ofstream{path_} << "one ";
    std::ofstream{path_} << "two";
    pipe.finish();
    EXPECT_EQ(received_, "one two");
}

TEST_F(NamedPipeTest, ends_without_a_writer)
{
    PipeForWriter pipe{path_, sink_};
    pipe.finish();
    EXPECT_EQ(received_, "");
}

TEST_F(NamedPipeTest, tells_why_the_bytes_could_not_be_kept)
{
    PipeForWriter pipe{path_, [](std::span<std::byte const>) {
                           throw Error{ErrorKind::io, "full"};
                       }};
    std::ofstream{path_} << "lost";
    EXPECT_THROW(pipe.finish(), Error);
}

}  // namespace
}  // namespace atl::drops
