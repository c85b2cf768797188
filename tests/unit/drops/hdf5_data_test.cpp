#include "drops/hdf5/hdf5_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drops/hdf5/h5_dataset.hpp"
#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::bash;
using test::GraphSession;
using test::GraphText;

std::string writes(std::string const& text)
{
    return R"("command":"printf )" + text + R"( > {o}","applicationArgs":{)" +
           test::port("o", "OutputPort", "path") + "}";
}

std::string dataset(std::string const& name, std::string const& more = "")
{
    return R"("filepath":"cube.h5","dataset":")" + name + "\"" + more;
}

std::string read(GraphSession const& session, std::string const& name)
{
    auto const bytes = read_dataset({session.data() / "cube.h5", name});
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

/// Names of what lies in \p folder, hidden ones too.
std::vector<std::string> entries_of(std::filesystem::path const& folder)
{
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator{folder}) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

class Hdf5DataOnRanks : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(Hdf5DataOnRanks, several_drops_are_datasets_of_one_file)
{
    GraphSession session{GraphText{}
                             .app("a", bash, {}, {{"d1", "o"}}, writes("one"))
                             .app("b", bash, {}, {{"d2", "o"}}, writes("two"))
                             .data("d1", "atoll.data.Hdf5Dataset", dataset("beam/1"))
                             .data("d2", "atoll.data.Hdf5Dataset", dataset("beam/2"))
                             .json(),
                         GetParam()};
    session.run();
    EXPECT_EQ(session.reason("d1") + session.reason("d2"), "");
    EXPECT_EQ(read(session, "/beam/1"), "one");
    EXPECT_EQ(read(session, "/beam/2"), "two");
    EXPECT_THAT(entries_of(session.data()), ::testing::ElementsAre("cube.h5"));
}

TEST_P(Hdf5DataOnRanks, consumers_read_the_bytes_of_the_dataset)
{
    GraphSession session{
        GraphText{}
            .app("a", bash, {}, {{"d", "o"}}, writes("pixels"))
            .data("d", "atoll.data.Hdf5Dataset", dataset("x", R"(,"shape":"2x3","chunks":"1x3")"))
            .app("c",
                 bash,
                 {{"d", "x"}},
                 {{"f", ""}},
                 R"("command":"echo {x} > f.txt","applicationArgs":{)" +
                     test::port("x", "InputPort", "utf-8") + "}")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json(),
        GetParam()};
    session.run();
    EXPECT_EQ(session.reason("c") + session.file("f.txt"), "pixels\n");
}

INSTANTIATE_TEST_SUITE_P(Ranks, Hdf5DataOnRanks, ::testing::Values(1, 3));

TEST(Hdf5DataTest, says_when_bytes_and_shape_do_not_fit)
{
    GraphSession session{GraphText{}
                             .app("a", bash, {}, {{"d", "o"}}, writes("12345"))
                             .data("d", "atoll.data.Hdf5Dataset", dataset("x", R"(,"shape":"2x3")"))
                             .json()};
    session.run();
    EXPECT_EQ(session.state("d"), DropState::error);
    EXPECT_EQ(session.reason("d"), "drop 'd': 5 elements were written, but the shape is [2, 3]");
    EXPECT_EQ(session.file("cube.h5"), "(absent)");
}

TEST(Hdf5DataTest, a_dataset_that_nobody_writes_must_be_there)
{
    GraphSession session{GraphText{}.data("d", "atoll.data.Hdf5Dataset", dataset("x")).json()};
    session.run();
    EXPECT_THAT(session.reason("d"), ::testing::HasSubstr("open HDF5 file"));
}

TEST(Hdf5DataTest, refuses_wrong_parameters_before_anything_runs)
{
    for (auto const* wrong : {R"(,"dtype":"float33")", R"(,"shape":"a")", R"(,"chunks":"2x2")"}) {
        auto const json =
            GraphText{}.data("d", "atoll.data.Hdf5Dataset", dataset("x", wrong)).json();
        EXPECT_THROW(GraphSession{json}, std::runtime_error) << wrong;
    }
}

}  // namespace
}  // namespace atl::drops
