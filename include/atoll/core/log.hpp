#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "atoll/core/ids.hpp"

/// What the program tells about itself. What happens to drops is not logged: it is recorded
/// (run.h5).
namespace atl::log {

/// error: a person must act. warn: the result is still right. info: O(1) lines per session and
/// rank. debug: per message.
enum class Level { debug, info, warn, error };

/// Where lines go: warnings and errors to standard error, and all from \p level up to \p file when
/// it is not empty.
///
/// Called once by main, before other threads exist. Every line carries \p session and \p rank.
/// \throws Error{io} when \p file cannot be opened.
void open(std::filesystem::path const& file, Level level, std::string_view session, RankId rank);

/// Writes what is buffered. Safe from any thread.
void flush();

/// One line; \p library is the name of the library that speaks. Safe from any thread.
void write(Level level, std::string_view library, std::string_view text);

template <typename... Args>
void info(std::string_view library, fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::info, library, fmt::format(format, std::forward<Args>(args)...));
}

template <typename... Args>
void warn(std::string_view library, fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::warn, library, fmt::format(format, std::forward<Args>(args)...));
}

template <typename... Args>
void error(std::string_view library, fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::error, library, fmt::format(format, std::forward<Args>(args)...));
}

template <typename... Args>
void debug(std::string_view library, fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::debug, library, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace atl::log
