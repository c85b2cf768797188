#include "atoll/session/session_file.hpp"

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

using ::testing::HasSubstr;

class SessionFileTest : public ScratchFolderTest {
  protected:
    SessionFolder const folder{scratch()};

    std::string failure(std::string const& content)
    {
        write_atomically(folder.session_file(), content);
        try {
            static_cast<void>(read_session_file(folder));
            return "";
        } catch (Error const& error) {
            EXPECT_EQ(error.kind(), ErrorKind::io);
            return error.what();
        }
    }
};

TEST_F(SessionFileTest, is_read_as_it_was_written)
{
    SessionFile session;
    session.id = "imaging_2026";
    session.graph_source = "/data/a \"b\".graph";
    session.node_managers = 4;
    session.cpus_per_rank = 8;
    session.slots_per_rank = 2;
    session.memory_per_rank = Bytes{std::uint64_t{1} << 40U};
    session.partition_algorithm = "as-given";
    session.walltime = Seconds{86400};
    session.job_id = "17";
    session.job_cluster = "c2";
    session.interface = "ib0";
    session.options = {{"transport", "tcp"}};
    write_session_file(folder, session);
    EXPECT_EQ(read_session_file(folder), session);
}

TEST_F(SessionFileTest, replaces_bytes_that_are_no_text)
{
    SessionFile session;
    session.graph_source = "/data/\xff.graph";
    write_session_file(folder, session);
    EXPECT_THAT(read_session_file(folder).graph_source, ::testing::StartsWith("/data/"));
}

TEST_F(SessionFileTest, of_a_later_version_is_refused)
{
    EXPECT_THAT(failure(R"({"version": 99})"), HasSubstr("is of version 99, this program reads"));
}

TEST_F(SessionFileTest, that_is_cut_off_is_called_damaged)
{
    EXPECT_THAT(failure(R"({"version": 1, "id")"), HasSubstr("session.json' is damaged"));
    EXPECT_THAT(failure(R"({"version": 1})"), HasSubstr("is damaged"));
}

}  // namespace
}  // namespace atl::session
