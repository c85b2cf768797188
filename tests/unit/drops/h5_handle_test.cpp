#include "drops/hdf5/h5_handle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

TEST(H5HandleTest, says_what_could_not_be_done_and_why)
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    try {
        H5Handle const file{
            H5Fopen("/no/such", H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open '/no/such'"};
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_THAT(error.problem(), ::testing::StartsWith("cannot open '/no/such': "));
    }
}

TEST(H5HandleTest, closes_what_it_owns_once)
{
    hid_t id = H5I_INVALID_HID;
    {
        H5Handle type{H5Tcopy(H5T_NATIVE_INT), H5Tclose, "copy"};
        H5Handle const moved{std::move(type)};
        id = moved.get();
        EXPECT_GT(H5Iis_valid(id), 0);
    }
    EXPECT_EQ(H5Iis_valid(id), 0);
}

}  // namespace
}  // namespace atl::drops
