#include "atoll/drops/app_drop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::drops {
namespace {

/// A run without neighbours.
class EmptyContext final : public AppContext {
  public:
    std::string const& uid() const override { return uid_; }
    std::span<Input* const> inputs() const override { return {}; }
    std::span<Output* const> outputs() const override { return {}; }
    std::vector<int> ranks() const override { return {}; }
    unsigned attempt() const override { return 1; }
    bool cancelled() const override { return false; }
    std::filesystem::path const& data_folder() const override { return folder_; }
    void log(std::string_view /*text*/) override {}

  private:
    std::string uid_;
    std::filesystem::path folder_;
};

TEST(AppDropTest, a_port_that_is_not_linked_has_no_drop)
{
    EmptyContext const context;
    EXPECT_EQ(context.input("x"), nullptr);
    EXPECT_EQ(context.output("x"), nullptr);
}

TEST(AppDropTest, a_failure_has_a_reason_and_an_exit_code)
{
    auto const result = AppResult::failure("disk full");
    EXPECT_EQ(result.status, AppResult::Status::failed);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_EQ(result.reason, "disk full");
}

}  // namespace
}  // namespace atl::drops
