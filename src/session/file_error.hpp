#pragma once

#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::session {

/// \throws Error{io}: "cannot \p what '\p file'", and why by the errno value \p code.
[[noreturn]] inline void fail_on_file(std::string_view what,
                                      std::filesystem::path const& file,
                                      int code)
{
    throw Error{ErrorKind::io,
                fmt::format("cannot {} '{}' ({})", what, file.string(), errno_text(code))};
}

}  // namespace atl::session
