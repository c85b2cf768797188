#include "drops/learned_paths.hpp"

#include <gmock/gmock.h>

#include "drops/registry.hpp"
#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

/// What is learned of the paths in w -> f, where f's file is said by \p file_path or by w's port.
std::unordered_map<std::uint32_t, std::string> learned(std::string const& file_path,
                                                       std::string const& data_port)
{
    test::GraphSession session{
        test::GraphText{}
            .data("f",
                  test::file,
                  R"("filepath":")" + file_path + R"(","producers":[{"w":")" + data_port + R"("}])")
            .app("w",
                 test::bash,
                 {},
                 {{"f", "image"}},
                 R"("command":"true","applicationArgs":{)" +
                     test::port("image", "OutputPort", "path", "named.txt") + "}")
            .json()};
    RankServices services{"s", "/s", "/s/data", session.folder(), nullptr, nullptr, nullptr, {}};
    auto const templates = build_templates(session.part(), make_registry(), services, "2024-10-30");
    return find_learned_paths(session.part(), templates);
}

TEST(FindLearnedPaths, takes_what_the_producer_says_at_the_port_of_the_path)
{
    EXPECT_THAT(learned("", "filepath"), ElementsAre(Pair(0, "named.txt")));
}

TEST(FindLearnedPaths, leaves_data_alone_that_has_a_path)
{
    EXPECT_THAT(learned("own.txt", "filepath"), IsEmpty());
}

TEST(FindLearnedPaths, looks_at_no_other_port)
{
    EXPECT_THAT(learned("", "content"), IsEmpty());
}

}  // namespace
}  // namespace atl::drops
