#pragma once

#include <string>
#include <string_view>

namespace atl::process {

/// The environment variable by which all processes of a session and rank are found again.
[[nodiscard]] inline std::string cookie_variable(std::string_view cookie)
{
    return "ATOLL_SESSION_COOKIE=" + std::string{cookie};
}

}  // namespace atl::process
