#include "atoll/drops/run_file.hpp"

#include <array>
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <hdf5.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

class RunFileTest : public ::testing::Test {
  protected:
    std::filesystem::path const folder =
        std::filesystem::path{::testing::TempDir()} /
        ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::path const path = folder / "run.h5";

    void SetUp() override { std::filesystem::create_directories(folder); }
    void TearDown() override { std::filesystem::remove_all(folder); }
};

TEST_F(RunFileTest, keeps_every_row_over_several_appends)
{
    RunFile file{path, 3, 5};
    std::array const first{RunRow{"a_0", 0, DropState::completed, 1, 0.5, 0.75, 0, 42, 0}};
    std::array const rest{RunRow{"b_0", 1, DropState::error, 2, 1, 2, 3, 0, 9},
                          RunRow{"c_000", 1, DropState::finished, 2, 1, 2, 1, 0, 0}};
    file.append(first);
    file.append(rest);
    file.close({{{"session", "s"}}, {"first", "second"}, {{"b_0", "exit code 9"}}});

    hid_t const read = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t const set = H5Dopen2(read, "drops", H5P_DEFAULT);
    hid_t const column = H5Tcreate(H5T_COMPOUND, sizeof(std::int32_t));
    H5Tinsert(column, "exit_code", 0, H5T_NATIVE_INT32);
    std::array<std::int32_t, 3> codes{};
    EXPECT_GE(H5Dread(set, column, H5S_ALL, H5S_ALL, H5P_DEFAULT, codes.data()), 0);
    EXPECT_THAT(codes, testing::ElementsAre(0, 9, 0));
    H5Tclose(column);
    H5Dclose(set);
    H5Fclose(read);
}

TEST_F(RunFileTest, is_not_there_before_it_is_closed)
{
    RunFile file{path, 0, 1};
    EXPECT_FALSE(std::filesystem::exists(path));
    file.close({});
    EXPECT_TRUE(std::filesystem::exists(path));
}

TEST_F(RunFileTest, says_when_it_cannot_be_made)
{
    EXPECT_THROW((RunFile{folder / "missing" / "run.h5", 1, 1}), Error);
}

}  // namespace
}  // namespace atl::drops
