#include "app/validate.hpp"

#include <filesystem>
#include <fstream>

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

using ::testing::HasSubstr;

/// What `atoll validate` answers to a file with some text.
class ValidateTest : public ::testing::Test {
  protected:
    ~ValidateTest() override { std::filesystem::remove(file_); }

    int run(std::string_view json, std::vector<std::string> options = {})
    {
        std::ofstream{file_} << json;
        options.push_back(file_);
        ::testing::internal::CaptureStdout();
        auto const status = validate(options);
        printed_ = ::testing::internal::GetCapturedStdout();
        return status;
    }

    std::string file_{std::filesystem::temp_directory_path() /
                      ("atoll-validate-" + std::to_string(::getpid()) + ".json")};
    std::string printed_;
};

TEST_F(ValidateTest, says_what_a_valid_graph_is_made_of)
{
    EXPECT_EQ(run(R"([{"oid":"x","categoryType":"Data"}])"), 0);
    EXPECT_THAT(printed_, HasSubstr("drops       1 (0 apps, 1 data)"));
}

TEST_F(ValidateTest, answers_three_to_a_graph_with_errors)
{
    EXPECT_EQ(run("[{\"oid\":\"x\"}]"), 3);
}

TEST_F(ValidateTest, refuses_components_that_cannot_run_only_when_asked)
{
    auto const* const python = R"([{"oid":"x","categoryType":"Application","dropclass":"my.App"}])";
    EXPECT_EQ(run(python), 0);
    EXPECT_EQ(run(python, {"--runnable"}), 3);
}

TEST_F(ValidateTest, prints_json_for_programs)
{
    EXPECT_EQ(run("[]", {"--json"}), 0);
    EXPECT_THAT(printed_, HasSubstr(R"("valid": true)"));
}

TEST_F(ValidateTest, refuses_wrong_usage_and_missing_files)
{
    EXPECT_THROW(static_cast<void>(validate(std::vector<std::string>{})), Error);
    EXPECT_THROW(static_cast<void>(validate(std::vector<std::string>{"--none"})), Error);
    EXPECT_THROW(static_cast<void>(validate(std::vector<std::string>{"/no/such/file"})), Error);
}

}  // namespace
}  // namespace atl::app
