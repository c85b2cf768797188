#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/journal/session_snapshot.hpp"

namespace atl::journal {
namespace {

TEST(ReadSession, AFolderThatDoesNotExistHoldsNoJournal)
{
    EXPECT_FALSE(holds_journal("/nonexistent/journal"));
}

}  // namespace
}  // namespace atl::journal
