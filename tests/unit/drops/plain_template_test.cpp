#include "drops/plain_template.hpp"

#include <gtest/gtest.h>

namespace atl::drops {
namespace {

using graph::Component;

graph::DropTemplate of(Component component)
{
    graph::DropTemplate about;
    about.component = component;
    return about;
}

TEST(PlainTemplate, tells_texts_that_stand_there_once_as_they_are)
{
    EXPECT_EQ(plain_text(R"({"a":1,"command": "ls {x}"})", "command"), "ls {x}");
    for (auto const* const body : {R"({"a":1})",
                                   R"({"command":""})",
                                   R"({"command":5})",
                                   R"({"command":{"value":"ls"}})",
                                   R"({"command":"a\"b"})",
                                   R"({"command":"$env.x"})",
                                   R"({"command":"ls","applicationArgs":{"command":{}}})",
                                   R"({"subcommand":"ls"})"}) {
        EXPECT_EQ(plain_text(body, "command"), std::nullopt) << body;
    }
}

TEST(PlainTemplate, looks_closer_at_commands_that_a_rank_may_refuse)
{
    auto const shell = of(Component::shell_app);
    EXPECT_TRUE(is_plain(shell, R"({"command":"echo hi > {o}"})"));
    EXPECT_FALSE(is_plain(shell, R"({"command":"  "})"));
    EXPECT_FALSE(is_plain(shell, R"({"command":"ls","max_runtime":"5 min"})"));
    EXPECT_FALSE(is_plain(shell, R"({"command":"ls","time_limit":5})"));
    EXPECT_FALSE(is_plain(shell, R"({"command":"ls","x":"\u0000"})"));
}

TEST(PlainTemplate, looks_closer_at_data_that_a_rank_may_refuse)
{
    EXPECT_TRUE(is_plain(of(Component::memory_data), R"({"name":"m"})"));
    EXPECT_FALSE(is_plain(of(Component::memory_data), R"({"pydata":"x"})"));
    EXPECT_TRUE(is_plain(of(Component::file_data), R"({"filepath":"a/b"})"));
    EXPECT_FALSE(is_plain(of(Component::file_data), R"({"filepath":"a/$b"})"));
    EXPECT_FALSE(is_plain(of(Component::file_data), R"({"filepath":"{uid}"})"));
    EXPECT_FALSE(is_plain(of(Component::hdf5_data), R"({"filepath":"a"})"));
}

TEST(PlainTemplate, knows_the_paths_of_plain_files)
{
    auto const path = [](char const* text) {
        return plain_path(of(Component::file_data), text, "/data");
    };
    EXPECT_EQ(path(R"({"filepath":"a/b"})"), "/data/a/b");
    EXPECT_EQ(path(R"({"filepath":"/a/b"})"), "/a/b");
    EXPECT_EQ(path(R"({"filepath":"a//b"})"), std::nullopt);
    EXPECT_EQ(path(R"({"filepath":"a/../b"})"), std::nullopt);
    EXPECT_EQ(path(R"({"filepath":"./b"})"), std::nullopt);
    EXPECT_EQ(path(R"({"filepath":"a/"})"), std::nullopt);
}

}  // namespace
}  // namespace atl::drops
