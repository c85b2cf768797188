#include "atoll/core/log.hpp"

#include <memory>
#include <utility>
#include <vector>

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "atoll/core/error.hpp"

namespace atl::log {
namespace {

spdlog::level::level_enum to_spdlog(Level level)
{
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

spdlog::sink_ptr terminal_sink()
{
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    sink->set_level(spdlog::level::warn);
    sink->set_pattern("atoll: %l: %v");
    return sink;
}

// The one global: a program has one log. Replaced only by open(), before other threads exist.
std::shared_ptr<spdlog::logger>& logger()
{
    static auto instance = std::make_shared<spdlog::logger>("atoll", terminal_sink());
    return instance;
}

}  // namespace

void open(std::filesystem::path const& file, Level level, std::string_view session, RankId rank)
{
    std::vector<spdlog::sink_ptr> sinks{terminal_sink()};
    if (!file.empty()) {
        try {
            sinks.push_back(std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string()));
        } catch (spdlog::spdlog_ex const& failure) {
            throw Error{
                ErrorKind::io,
                fmt::format("cannot open log file '{}': {}", file.string(), failure.what())};
        }
        sinks.back()->set_pattern(
            fmt::format("%Y-%m-%dT%H:%M:%S.%f%z %l session={} rank={} %v", session, rank.value));
        sinks.back()->set_level(to_spdlog(level));
    }
    auto created = std::make_shared<spdlog::logger>("atoll", sinks.begin(), sinks.end());
    created->set_level(to_spdlog(level));
    created->flush_on(spdlog::level::info);  // few lines, and the process may be killed at any time
    logger() = std::move(created);
}

void flush()
{
    logger()->flush();
}

void write(Level level, std::string_view library, std::string_view text)
{
    logger()->log(to_spdlog(level), "{}: {}", library, text);
}

}  // namespace atl::log
