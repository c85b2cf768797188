#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace atl::test {

/// An empty folder that is gone after the test.
class Scratch {
  public:
    Scratch()
    {
        auto name = (std::filesystem::temp_directory_path() / "atoll-journal-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Scratch() { std::filesystem::remove_all(path_); }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace atl::test
