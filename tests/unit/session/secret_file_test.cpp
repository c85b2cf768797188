#include "atoll/session/secret_file.hpp"

#include <algorithm>
#include <fstream>

#include <sys/stat.h>

#include "atoll/core/error.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

using testing::HasSubstr;

class SecretFileTest : public ScratchFolderTest {
  protected:
    std::filesystem::path file() const { return scratch() / "secret"; }

    std::string problem_of_reading() const
    {
        try {
            static_cast<void>(read_secret_file(file()));
        } catch (Error const& error) {
            return error.problem();
        }
        return {};
    }

    void write(std::size_t size, ::mode_t mode) const
    {
        std::ofstream{file()} << std::string(size, 's');
        ASSERT_EQ(::chmod(file().c_str(), mode), 0);
    }
};

TEST_F(SecretFileTest, gives_every_reader_the_same_secret)
{
    create_secret_file(file());
    auto const first = read_secret_file(file());
    auto const second = read_secret_file(file());
    EXPECT_TRUE(std::ranges::equal(first.bytes(), second.bytes()));
}

TEST_F(SecretFileTest, is_for_its_owner_only)
{
    create_secret_file(file());
    struct ::stat facts = {};
    ASSERT_EQ(::stat(file().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777U, 0600U);
}

TEST_F(SecretFileTest, is_never_written_over)
{
    create_secret_file(file());
    EXPECT_THROW(create_secret_file(file()), Error);
}

TEST_F(SecretFileTest, is_refused_when_others_may_read_it)
{
    write(Secret::size, 0640);
    EXPECT_THAT(problem_of_reading(), HasSubstr("others may use it (mode 0640)"));
}

TEST_F(SecretFileTest, is_refused_when_it_is_too_short_or_too_long)
{
    for (auto const size : {Secret::size - 1, Secret::size + 1}) {
        write(size, 0600);
        EXPECT_THAT(problem_of_reading(), HasSubstr("does not hold exactly 32 bytes"));
    }
}

TEST_F(SecretFileTest, is_refused_when_it_is_a_symbolic_link)
{
    create_secret_file(scratch() / "elsewhere");
    std::filesystem::create_symlink(scratch() / "elsewhere", file());
    EXPECT_THAT(problem_of_reading(), HasSubstr("it is a symbolic link"));
}

TEST_F(SecretFileTest, is_refused_when_it_is_no_regular_file)
{
    ASSERT_EQ(::mkfifo(file().c_str(), 0600), 0);
    EXPECT_THAT(problem_of_reading(), HasSubstr("it is no regular file"));
}

TEST_F(SecretFileTest, that_is_missing_is_named)
{
    EXPECT_THAT(problem_of_reading(), HasSubstr(file().string()));
}

}  // namespace
}  // namespace atl::session
