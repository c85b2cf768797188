#include "atoll/graph/graph_file.hpp"

#include <fstream>

#include "atoll/core/error.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

/// A folder that is taken away after the test.
class GraphFileTest : public ::testing::Test {
  protected:
    GraphFileTest()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "atoll-graph-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~GraphFileTest() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path write(std::string const& name, std::string const& text)
    {
        std::ofstream{folder_ / name} << text;
        return folder_ / name;
    }

    std::filesystem::path folder_;
};

TEST_F(GraphFileTest, reads_a_graph_and_names_it_after_the_file)
{
    GraphFile const file{write("small.graph", "[" + data("x") + "]")};
    EXPECT_EQ(file.form(), GraphForm::physical);
    EXPECT_EQ(file.read_physical().graph.graph_name(), "small");
    EXPECT_EQ(read_physical_graph_file(folder_ / "small.graph").graph.size(), 1U);
}

TEST_F(GraphFileTest, says_which_file_cannot_be_read)
{
    try {
        GraphFile const file{folder_ / "none"};
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::io);
        EXPECT_EQ(error.problem(),
                  fmt::format("cannot open '{}': No such file or directory",
                              (folder_ / "none").string()));
    }
    EXPECT_THROW(GraphFile{folder_}, Error);
}

TEST_F(GraphFileTest, says_which_file_is_no_graph)
{
    GraphFile const file{write("x.txt", "hello")};
    EXPECT_THROW(static_cast<void>(file.form()), Error);
    EXPECT_TRUE(file.read_physical().diagnostics.has_errors());
}

TEST_F(GraphFileTest, refuses_damaged_packed_files)
{
    EXPECT_THROW(GraphFile{write("x.gz", "hello")}, Error);
    EXPECT_THROW(GraphFile{write("x.zst", "hello")}, Error);
}

}  // namespace
}  // namespace atl::graph
