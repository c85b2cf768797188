#include "atoll/translate/partitioner.hpp"

#include "atoll/core/error.hpp"

namespace atl::translate {
namespace {

using ::testing::Contains;

TEST(Partitioner, every_name_makes_the_partitioner_of_that_name)
{
    for (auto const name : partitioner_names()) {
        EXPECT_EQ(make_partitioner(name)->name(), name);
    }
    EXPECT_EQ(partitioner_names().front(), "metis");
}

TEST(Partitioner, an_unknown_name_is_told_with_the_known_ones)
{
    try {
        static_cast<void>(make_partitioner("mets"));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_EQ(error.problem(),
                  "unknown partition algorithm 'mets' (must be one of: metis, round-robin, "
                  "as-given)");
        EXPECT_EQ(error.hint(), "did you mean 'metis'?");
    }
}

}  // namespace
}  // namespace atl::translate
