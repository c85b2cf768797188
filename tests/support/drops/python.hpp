#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace atl::test {

/// Debian's Python with numpy: the other side of the formats that components exchange.
class Python {
  public:
    /// What stops tests that need it; empty when nothing does.
    [[nodiscard]] static std::string missing()
    {
        return std::system("/usr/bin/python3 -c 'import numpy' >/dev/null 2>&1") == 0
                   ? ""
                   : "/usr/bin/python3 with numpy is not installed";
    }

    /// What \p script writes to its standard output when \p input is its standard input. The names
    /// np, pickle, sys, data (the input) and out (a function that writes bytes) are defined.
    [[nodiscard]] static std::string run(std::string_view script, std::string_view input = {})
    {
        auto const folder = std::filesystem::temp_directory_path();
        auto const stem = (folder / fmt::format("atoll-python-{}", ::getpid())).string();
        std::ofstream{stem + ".in", std::ios::binary} << input;
        std::ofstream{stem + ".py"} << "import sys, pickle, numpy as np\n"
                                       "data = sys.stdin.buffer.read()\n"
                                       "out = sys.stdout.buffer.write\n"
                                    << script;
        auto const command =
            fmt::format("/usr/bin/python3 {0}.py < {0}.in > {0}.out 2> {0}.err", stem);
        auto const status = std::system(command.c_str());
        auto const read = [&](char const* suffix) {
            std::ifstream file{stem + suffix, std::ios::binary};
            return std::string{std::istreambuf_iterator<char>{file}, {}};
        };
        auto const output = read(".out");
        EXPECT_EQ(status, 0) << read(".err");
        for (auto const* suffix : {".in", ".py", ".out", ".err"}) {
            std::filesystem::remove(stem + suffix);
        }
        return output;
    }
};

}  // namespace atl::test
