#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "atoll/core/ids.hpp"

namespace atl::journal {

/// One thing that happened to a drop.
struct StoryLine {
    double time{0};  ///< Seconds since the session first began.
    std::uint32_t epoch{0};
    std::uint32_t rank{0};
    std::string text;  ///< "RUNNING", "ERROR after 1.200 s, exit code 3, try 2: reason" ...
};

/// All that the journals in \p journal_folder say of \p drop, by epoch and time.
/// \throws Error{io} as read_session().
[[nodiscard]] std::vector<StoryLine> drop_story(std::filesystem::path const& journal_folder,
                                                DropId drop);

}  // namespace atl::journal
