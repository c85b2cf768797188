#pragma once

#include <string>

namespace atl::slurm {

/// The first line of \p text that says anything, for messages; "no message" when none does.
[[nodiscard]] inline std::string first_line(std::string const& text)
{
    auto const begin = text.find_first_not_of(" \n");
    return begin == std::string::npos ? "no message"
                                      : text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace atl::slurm
