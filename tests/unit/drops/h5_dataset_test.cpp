#include "drops/hdf5/h5_dataset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

class H5DatasetTest : public ::testing::Test {
  protected:
    void write(std::string const& name, std::string_view text)
    {
        write_dataset({file, name},
                      {ElementType::parse("uint8"), {text.size()}, {}},
                      std::as_bytes(std::span{text}));
    }
    std::string read(std::string const& name)
    {
        auto const bytes = read_dataset({file, name});
        return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
    }
    test::TempFolder folder;
    std::filesystem::path file = folder.path() / "a.h5";
};

TEST_F(H5DatasetTest, keeps_several_datasets_in_groups)
{
    write("/beam/01", "one");
    write("/beam/02", "two!");
    EXPECT_EQ(read("/beam/01"), "one");
    EXPECT_EQ(dataset_bytes({file, "/beam/02"}), 4U);
}

TEST_F(H5DatasetTest, replaces_a_dataset_of_the_same_name)
{
    write("/data", "old content");
    write("/data", "new");
    EXPECT_EQ(read("/data"), "new");
}

TEST_F(H5DatasetTest, cuts_chunks_that_are_larger_than_the_data)
{
    std::array<float, 6> const numbers{1, 2, 3, 4, 5, 6};
    write_dataset({file, "/cube"},
                  {ElementType::parse("float32"), {2, 3}, {100, 100}},
                  std::as_bytes(std::span{numbers}));
    EXPECT_EQ(dataset_bytes({file, "/cube"}), sizeof numbers);
}

TEST_F(H5DatasetTest, names_the_dataset_that_is_not_there)
{
    write("/data", "x");
    try {
        static_cast<void>(read("/dada"));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_THAT(error.problem(), ::testing::HasSubstr("open dataset '/dada' of"));
    }
}

}  // namespace
}  // namespace atl::drops
