#include "atoll/session/log_reader.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "log_file_reader.hpp"

namespace atl::session {

class LogReader::Impl {
  public:
    Impl(std::filesystem::path folder, LogQuery query)
        : folder_(std::move(folder)), query_(std::move(query))
    {
    }

    std::size_t read_new(std::function<void(LogPiece const&)> const& show)
    {
        find_files();
        std::size_t shown = 0;
        for (auto& [path, file] : files_) {
            file.read_new(query_.drop, [&](LogFileReader::Frame const& frame) {
                if (matches(frame.header)) {
                    show(piece_of(frame));
                    ++shown;
                }
            });
        }
        return shown;
    }

  private:
    void find_files()
    {
        std::error_code none;  // a folder that is not there yet has no files
        for (auto const& entry : std::filesystem::directory_iterator{folder_, none}) {
            auto const name = entry.path().filename().string();
            if (name.starts_with("output-") && name.ends_with(".log")) {
                files_.try_emplace(entry.path(), entry.path());
            }
        }
    }

    [[nodiscard]] bool matches(FrameHeader const& header) const
    {
        return (!query_.attempt || *query_.attempt == header.attempt) &&
               (!query_.stream || static_cast<std::uint8_t>(*query_.stream) == header.stream);
    }

    [[nodiscard]] LogPiece piece_of(LogFileReader::Frame const& frame)
    {
        auto& next =
            next_position_[{hash_of(frame.uid), frame.header.attempt, frame.header.stream}];
        auto const missing = frame.header.position - std::min(next, frame.header.position);
        next = frame.header.position + frame.payload.size();
        return {.origin = {frame.uid, frame.header.attempt},
                .stream = static_cast<LogStream>(frame.header.stream),
                .time_ns = frame.header.time_ns,
                .missing = missing,
                .bytes = frame.payload};
    }

    std::filesystem::path folder_;
    LogQuery query_;
    std::map<std::filesystem::path, LogFileReader> files_;  // by path: the order of the ranks
    std::map<std::tuple<std::uint64_t, std::uint32_t, std::uint8_t>, std::uint64_t> next_position_;
};

LogReader::LogReader(std::filesystem::path folder, LogQuery query)
    : impl_(std::make_unique<Impl>(std::move(folder), std::move(query)))
{
}

LogReader::~LogReader() = default;

std::size_t LogReader::read_new(std::function<void(LogPiece const&)> const& show)
{
    return impl_->read_new(show);
}

}  // namespace atl::session
