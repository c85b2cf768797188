#include "process/engine_streams.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include "unit/process/launch_fixture.hpp"

namespace atl::process {
namespace {

using namespace testing;

class EngineStreamsTest : public LaunchFixture {
  protected:
    [[nodiscard]] std::string output_of(ProcessRequest request)
    {
        std::string all;
        request.output = ToCallback{[&](std::string_view piece) { all += piece; }};
        auto const outcome = helper->run(request);
        EXPECT_TRUE(outcome.succeeded()) << outcome.describe();
        return all;
    }
};

TEST_F(EngineStreamsTest, there_is_nothing_to_read_by_default)
{
    EXPECT_EQ(output_of(command({"cat"})), "");
}

TEST_F(EngineStreamsTest, text_becomes_standard_input)
{
    std::string const text(300'000, 'y');
    auto request = command({"cat"});
    request.input = InputText{text};
    EXPECT_EQ(output_of(request), text);
}

TEST_F(EngineStreamsTest, a_descriptor_becomes_standard_input)
{
    std::ofstream{folder / "in"} << "from a file";
    UniqueFd const file{::open((folder / "in").c_str(), O_RDONLY | O_CLOEXEC)};
    auto request = command({"cat"});
    request.input = InputFd{file.get()};
    EXPECT_EQ(output_of(request), "from a file");
}

TEST_F(EngineStreamsTest, output_goes_to_a_descriptor)
{
    UniqueFd const file{::open((folder / "out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)};
    auto request = script("echo out; echo err >&2");
    request.output = ToFd{file.get()};
    request.errors = ToNowhere{};
    ASSERT_TRUE(helper->run(request).succeeded());
    EXPECT_EQ(content("out"), "out\n");
    EXPECT_EQ(content("log"), "");
}

TEST_F(EngineStreamsTest, output_comes_in_pieces_while_the_process_runs)
{
    std::vector<std::string> pieces;
    auto request = script("echo 1; read line < " + (folder / "fifo").string() + "; echo $line");
    ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
    request.output = ToCallback{[&](std::string_view piece) {
        pieces.emplace_back(piece);
        if (pieces.size() == 1) {
            std::ofstream{folder / "fifo"} << "2\n";
        }
    }};
    ASSERT_TRUE(helper->run(request).succeeded());
    EXPECT_THAT(pieces, ::testing::ElementsAre("1\n", "2\n"));
}

TEST_F(EngineStreamsTest, both_streams_may_have_a_callback)
{
    std::string errors;
    auto request = script("echo o; echo e >&2");
    request.errors = ToCallback{[&](std::string_view piece) { errors += piece; }};
    EXPECT_EQ(output_of(request), "o\n");
    EXPECT_EQ(errors, "e\n");
}

}  // namespace
}  // namespace atl::process
