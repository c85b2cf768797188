#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/clock.hpp"

namespace atl::session {

/// An empty folder that is gone after the test.
class ScratchFolderTest : public ::testing::Test {
  protected:
    ScratchFolderTest()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "atoll-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error{"cannot make " + pattern};
        }
        scratch_ = pattern;
    }
    ~ScratchFolderTest() override
    {
        std::error_code ignored;
        std::filesystem::remove_all(scratch_, ignored);
    }

    [[nodiscard]] std::filesystem::path const& scratch() const { return scratch_; }

  private:
    std::filesystem::path scratch_;
};

/// A clock that stands still.
class StoppedClock final : public Clock {
  public:
    explicit StoppedClock(std::int64_t wall_seconds) : wall_seconds_(wall_seconds) {}
    [[nodiscard]] std::int64_t monotonic_ns() const noexcept override { return 0; }
    [[nodiscard]] std::int64_t wall_ns() const noexcept override
    {
        return wall_seconds_ * 1'000'000'000;
    }

  private:
    std::int64_t wall_seconds_;
};

}  // namespace atl::session
