#include "atoll/session/log_writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "bounded_stream.hpp"
#include "log_files.hpp"

namespace atl::session {
namespace {

constexpr double burst_seconds = 4;
constexpr std::array both_streams{LogStream::output, LogStream::errors};

/// How many bytes may be written now, so that the average stays below a limit.
class RateLimit {
  public:
    RateLimit(Clock const& clock, Bytes per_second)
        : clock_(clock),
          per_second_(static_cast<double>(per_second.count)),
          last_ns_(clock.monotonic_ns())
    {
    }

    [[nodiscard]] bool allows(std::size_t bytes)
    {
        auto const now = clock_.monotonic_ns();
        credit_ += static_cast<double>(now - last_ns_) * 1e-9 * per_second_;
        credit_ = std::min(credit_, per_second_ * burst_seconds);
        last_ns_ = now;
        auto const wanted = static_cast<double>(bytes);
        if (wanted > credit_) {
            return false;
        }
        credit_ -= wanted;
        return true;
    }

  private:
    Clock const& clock_;
    double per_second_;
    double credit_{per_second_ * burst_seconds};
    std::int64_t last_ns_;
};

}  // namespace

class LogWriter::Impl {
  public:
    Impl(std::filesystem::path const& folder, RankId rank, Clock const& clock, LogLimits limits)
        : clock_(clock), limits_(limits), files_(folder, rank), rate_(clock, limits.per_second)
    {
    }

    void write(LogOrigin const& origin, LogStream stream, std::string_view bytes)
    {
        std::lock_guard const guard{mutex_};
        auto& state = open_[{std::string{origin.drop}, origin.attempt}][index(stream)];
        auto const position = state.received();
        append(origin, stream, state, position, state.take(bytes, limits_));
    }

    void end(LogOrigin const& origin)
    {
        std::lock_guard const guard{mutex_};
        if (auto const found = open_.find({std::string{origin.drop}, origin.attempt});
            found != open_.end()) {
            finish(origin, found->second);
            open_.erase(found);
        }
    }

    void end_all()
    {
        std::lock_guard const guard{mutex_};
        for (auto& [key, streams] : open_) {
            finish({key.first, key.second}, streams);
        }
        open_.clear();
    }

  private:
    using Streams = std::array<BoundedStream, 2>;

    [[nodiscard]] static std::size_t index(LogStream stream)
    {
        return stream == LogStream::output ? 0 : 1;
    }

    void append(LogOrigin const& origin,
                LogStream stream,
                BoundedStream& state,
                std::uint64_t position,
                std::string_view bytes)
    {
        bool const kept = !bytes.empty() && files_.size() + bytes.size() <= limits_.file.count &&
                          rate_.allows(bytes.size()) &&
                          files_.append(origin, stream, {clock_.wall_ns(), position, bytes});
        if (kept) {
            state.written_to = position + bytes.size();
        }
    }

    void finish(LogOrigin const& origin, Streams& streams)
    {
        for (auto const stream : both_streams) {
            auto& state = streams[index(stream)];
            auto const tail = state.tail(limits_);
            append(origin, stream, state, state.received() - tail.size(), tail);
            if (state.written_to < state.received()) {
                // Tells that something is missing at the end; small, so that no limit applies.
                std::ignore =
                    files_.append(origin, stream, {clock_.wall_ns(), state.received(), {}});
            }
        }
    }

    Clock const& clock_;
    LogLimits limits_;
    std::mutex mutex_;  // guards all below
    LogFiles files_;
    RateLimit rate_;
    std::map<std::pair<std::string, std::uint32_t>, Streams> open_;  // by drop and attempt
};

LogWriter::LogWriter(std::filesystem::path const& folder,
                     RankId rank,
                     Clock const& clock,
                     LogLimits limits)
    : impl_(std::make_unique<Impl>(folder, rank, clock, limits))
{
}

LogWriter::~LogWriter()
{
    impl_->end_all();
}

void LogWriter::write(LogOrigin const& origin, LogStream stream, std::string_view bytes)
{
    impl_->write(origin, stream, bytes);
}

void LogWriter::end(LogOrigin const& origin)
{
    impl_->end(origin);
}

}  // namespace atl::session
