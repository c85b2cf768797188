#include "atoll/config/shebang.hpp"

#include <gtest/gtest.h>

namespace atl::config {
namespace {

TEST(Shebang, names_bash_with_a_path_with_env_and_with_options)
{
    for (auto const* const line : {"#!/bin/bash",
                                   "#! /usr/local/bin/bash --login",
                                   "#!/usr/bin/env bash",
                                   "#!/usr/bin/env -S LANG=C bash -l"}) {
        EXPECT_EQ(shell_of(line), ScriptShell::bash) << line;
    }
}

TEST(Shebang, names_a_shell_that_can_start_bash)
{
    EXPECT_EQ(shell_of("#!/bin/sh"), ScriptShell::posix);
    EXPECT_EQ(shell_of("#!/usr/bin/env zsh"), ScriptShell::posix);
}

TEST(Shebang, names_what_cannot_run_a_script)
{
    for (auto const* const line :
         {"#!/bin/tcsh", "#!/usr/bin/python3", "#!", "", "#!/bin/bash.old"}) {
        EXPECT_EQ(shell_of(line), ScriptShell::other) << line;
    }
}

}  // namespace
}  // namespace atl::config
