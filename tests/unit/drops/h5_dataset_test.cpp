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

TEST_F(H5DatasetTest, does_not_replace_a_group)
{
    write("/data/raw", "raw");
    EXPECT_THROW(write("/data", "new"), Error);
    EXPECT_EQ(read("/data/raw"), "raw");
}

TEST_F(H5DatasetTest, is_read_in_the_byte_order_of_the_drop)
{
    write_dataset({file, "/x"},
                  {ElementType::parse(">u2"), {1}, {}},
                  std::as_bytes(std::span{std::string_view{"\x01\x02"}}));
    auto const bytes = read_dataset({file, "/x"}, {ElementType::parse("<u2"), {}});
    EXPECT_THAT(bytes, ::testing::ElementsAre(std::byte{2}, std::byte{1}));
}

TEST_F(H5DatasetTest, must_have_the_type_and_shape_of_the_drop)
{
    write("/x", "abc");
    EXPECT_EQ(dataset_bytes({file, "/x"}, {ElementType::parse("uint8"), {0}}), 3U);
    EXPECT_THROW(static_cast<void>(dataset_bytes({file, "/x"}, {ElementType::parse("f8"), {}})),
                 Error);
    EXPECT_THROW(static_cast<void>(dataset_bytes({file, "/x"}, {std::nullopt, {7}})), Error);
    EXPECT_THROW(static_cast<void>(dataset_bytes({file, "/x"}, {std::nullopt, {0, 0}})), Error);
}

TEST_F(H5DatasetTest, of_texts_of_any_length_is_refused)
{
    {
        H5Handle const made{H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT),
                            H5Fclose,
                            "make a file"};
        H5Handle const text{H5Tcopy(H5T_C_S1), H5Tclose, "make a type"};
        H5Tset_size(text.get(), H5T_VARIABLE);
        hsize_t const length = 2;
        H5Handle const space{H5Screate_simple(1, &length, nullptr), H5Sclose, "make a space"};
        H5Handle const dataset{H5Dcreate2(made.get(),
                                          "names",
                                          text.get(),
                                          space.get(),
                                          H5P_DEFAULT,
                                          H5P_DEFAULT,
                                          H5P_DEFAULT),
                               H5Dclose,
                               "make a dataset"};
    }
    EXPECT_THROW(static_cast<void>(read("/names")), Error);
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
