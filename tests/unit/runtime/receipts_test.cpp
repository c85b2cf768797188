#include "runtime/receipts.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ReceiptsTest : public ::testing::Test {
  protected:
    static drops::AppRun run(drops::AppRun::Status status) { return {status, 0, "", {}}; }
    std::vector<std::string> read() const
    {
        std::vector<std::string> uids;
        for (auto const& receipt : journal::read_receipts(temp.path() / "receipts",
                                                          [](std::string_view) { return true; })) {
            uids.push_back(receipt.uid);
        }
        return uids;
    }
    drops::TryName tried() const { return {uid, 3, staging}; }

    test::TempFolder temp;
    std::filesystem::path file = temp.path() / "receipts" / "3-1";
    std::string uid = "a";
    std::string staging;
    drops::AppRun const finished = run(drops::AppRun::Status::finished);
    drops::AppRun const failed = run(drops::AppRun::Status::failed);
};

TEST_F(ReceiptsTest, say_that_a_try_has_ended)
{
    Receipts{file, nullptr}.ended(tried(), finished);
    EXPECT_THAT(read(), ElementsAre("a"));
}

TEST_F(ReceiptsTest, are_withdrawn_when_a_try_failed_after_its_process_had_ended_well)
{
    Receipts const receipts{file, nullptr};
    std::ofstream{file, std::ios::app} << Receipts::of(tried());
    EXPECT_THAT(read(), ElementsAre("a"));
    receipts.ended(tried(), failed);
    EXPECT_THAT(read(), IsEmpty());
}

TEST_F(ReceiptsTest, say_nothing_of_an_app_that_chose_a_branch)
{
    auto branched = finished;
    branched.skipped = {1};
    Receipts{file, nullptr}.ended(tried(), branched);
    EXPECT_THAT(read(), IsEmpty());
}

TEST_F(ReceiptsTest, are_those_of_one_try)
{
    Receipts{file, nullptr}.ended(tried(), finished);
    EXPECT_TRUE(has_receipt(file.parent_path(), tried()));
    std::string const other = "-lease-1-7";
    EXPECT_FALSE(has_receipt(file.parent_path(), {uid, 3, other}));
    EXPECT_FALSE(has_receipt(file.parent_path(), {uid, 2, staging}));
}

TEST_F(ReceiptsTest, of_earlier_ranks_are_forgotten_and_those_of_executors_are_not)
{
    auto const folder = file.parent_path();
    for (auto const* const name : {"2-1", "3-1", "10-2", "extension-n1-17"}) {
        Receipts{folder / name, nullptr}.ended(tried(), finished);
    }
    forget_receipts(folder, 10);
    EXPECT_FALSE(std::filesystem::exists(folder / "2-1"));
    EXPECT_FALSE(std::filesystem::exists(folder / "3-1"));
    EXPECT_TRUE(std::filesystem::exists(folder / "10-2"));
    EXPECT_TRUE(std::filesystem::exists(folder / "extension-n1-17"));
}

TEST_F(ReceiptsTest, that_cannot_be_written_are_no_reason_to_stop)
{
    std::ofstream{temp.path() / "receipts"} << "a file";
    Receipts{file, nullptr}.ended(tried(), finished);
    EXPECT_THAT(read(), IsEmpty());
}

TEST_F(ReceiptsTest, are_for_processes_and_for_apps_that_write_files)
{
    test::GraphSession session{test::GraphText{}
                                   .app("process", test::bash, {}, {}, R"("command":"true")")
                                   .app("writer", "simple.HelloWorldApp", {}, {{"f", "f"}})
                                   .data("f", "file.FileDROP")
                                   .app("thinker", "simple.HelloWorldApp", {}, {{"m", "m"}})
                                   .data("m", test::memory)
                                   .json()};
    EXPECT_TRUE(leaves_traces(session.part(), 0));
    EXPECT_TRUE(leaves_traces(session.part(), 1));
    EXPECT_FALSE(leaves_traces(session.part(), 3));
}

}  // namespace
}  // namespace atl::runtime
