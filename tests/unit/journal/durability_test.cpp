#include "atoll/journal/durability.hpp"

#include <gtest/gtest.h>

namespace atl::journal {
namespace {

TEST(Durability, WordsAreReadAsTheyAreWritten)
{
    for (auto const value : {Durability::none, Durability::journal, Durability::outputs}) {
        EXPECT_EQ(durability(to_string(value)), value);
    }
}

TEST(Durability, AnUnknownWordStandsForNothing)
{
    EXPECT_EQ(durability("always"), std::nullopt);
}

}  // namespace
}  // namespace atl::journal
