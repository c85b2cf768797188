#include "drops/dynlib/dynamic_library.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

TEST(DynamicLibrary, is_found_by_path_and_by_name_in_folders)
{
    EXPECT_NE(DynamicLibrary(ATOLL_TEST_LIBRARIES "/libatoll_test_dynlib.so").find("init"),
              nullptr);
    DynamicLibrary const library{"atoll_test_dynlib", {"/nowhere", ATOLL_TEST_LIBRARIES}};
    EXPECT_NE(library.find("run"), nullptr);
    EXPECT_EQ(library.find("init2"), nullptr);
}

TEST(DynamicLibrary, one_of_the_system_is_found_by_its_file_name)
{
    EXPECT_NE(DynamicLibrary{"libm.so.6"}.find("cos"), nullptr);
}

TEST(DynamicLibrary, tells_the_reason_of_the_loader)
{
    try {
        DynamicLibrary const library{"no_such_library"};
        FAIL() << "it was loaded";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::invalid_graph);
        EXPECT_THAT(error.problem(),
                    ::testing::HasSubstr("cannot load the library 'no_such_library'"));
    }
}

}  // namespace
}  // namespace atl::drops
