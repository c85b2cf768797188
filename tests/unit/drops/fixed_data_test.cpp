#include "drops/data/fixed_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "drops/file_bytes.hpp"
#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

TEST(FixedDataTest, has_its_content_and_takes_no_other)
{
    test::TempFolder const folder;
    static std::string const text = "{}";
    FixedData const kind{{nullptr, std::as_bytes(std::span{text})}, folder.path()};
    auto content = kind.make({{"uid", "", ""}, Standing::owner, false, false, ""});
    EXPECT_EQ(content->publish(), 2U);
    EXPECT_EQ(content->read().text(), "{}");
    EXPECT_EQ(read_file(content->path()).text(), "{}");
    EXPECT_THROW(content->contribute({})->write(std::as_bytes(std::span{text})), Error);
    content.reset();
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace atl::drops
