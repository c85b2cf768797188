#include "atoll/session/resume_request.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "atoll/core/error.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::session {
namespace {

using ::testing::HasSubstr;

class ResumeRequestTest : public ::testing::Test {
  protected:
    test::TempFolder temp;
    SessionFolder folder{temp.path()};

    [[nodiscard]] std::string refusal_of(std::string const& content) const
    {
        std::ofstream{folder.resume_request()} << content;
        try {
            static_cast<void>(read_resume_request(folder));
        } catch (Error const& refusal) {
            return refusal.what();
        }
        return "";
    }
};

TEST_F(ResumeRequestTest, is_read_as_it_was_written)
{
    ResumeRequest const request{3, FailedDrops::only, {"a_0"}, {"b_1", "c"}};
    write_resume_request(folder, request);
    EXPECT_EQ(read_resume_request(folder), request);
}

TEST_F(ResumeRequestTest, is_absent_when_nobody_asked)
{
    EXPECT_FALSE(read_resume_request(folder));
}

TEST_F(ResumeRequestTest, of_a_later_version_is_refused_with_both_named)
{
    EXPECT_THAT(refusal_of(R"({"version": 9})"),
                HasSubstr("of version 9, this program reads up to 1"));
}

TEST_F(ResumeRequestTest, that_is_damaged_is_refused_with_its_file)
{
    EXPECT_THAT(refusal_of("{"), HasSubstr("resume.json' is damaged"));
}

TEST_F(ResumeRequestTest, with_an_unknown_word_is_refused)
{
    EXPECT_THAT(refusal_of(R"({"version":1,"since":1,"failed":"maybe","from":[],"changed":[]})"),
                HasSubstr("'failed' is 'maybe' (must be keep, run_again or only)"));
}

}  // namespace
}  // namespace atl::session
