#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "atoll/core/log_sink.hpp"
#include "atoll/process/process_outcome.hpp"
#include "atoll/process/process_request.hpp"
#include "atoll/process/unique_fd.hpp"

/// What engine and launch helper say to each other. Both are the same build on the same machine:
/// plain memory.
///
/// A *lane* is a stream socket between one thread of the engine and one thread of the helper: a
/// StartHeader with its body goes one way, a ReplyHeader with its text comes back; a cancel may
/// follow the start. The *control* socket keeps message borders: a ControlHeader and its text in
/// each.
namespace atl::process {

enum class LaneMessage : std::uint32_t { start, cancel };
/// What is connected to a stream of the process.
enum class StreamMode : std::uint8_t { nothing, descriptor, log };

/// Start of every message to a lane of the helper. A cancel has no body.
struct StartHeader {
    LaneMessage kind{LaneMessage::start};
    std::uint32_t sequence{0};  ///< Tells a cancel that comes too late from one that is meant.
    std::uint32_t body_size{
        0};  ///< Bytes; texts that end with NUL: arguments, edits, folder, drop, receipt.
    std::uint32_t arguments{0};
    std::uint32_t edits{0};  ///< Of the environment: "NAME=value", or "NAME" to remove it.
    std::uint32_t attempt{1};
    std::uint32_t inherited{0};
    StreamMode input{StreamMode::nothing};
    StreamMode output{StreamMode::log};
    StreamMode errors{StreamMode::log};
    std::int64_t time_limit_ns{0};  ///< 0: none.
};

/// Start of every message from a lane of the helper.
struct ReplyHeader {
    std::uint32_t sequence{0};
    ProcessEnd end{ProcessEnd::not_started};
    bool timed_out{false};
    bool cancelled{false};
    std::int32_t code{0};
    std::int64_t start_ns{0};
    std::int64_t end_ns{0};
    std::uint64_t max_rss{0};
    std::int64_t cpu_ns{0};
    std::uint32_t problem_size{0};  ///< Bytes of text that follow.
};

enum class ControlMessage : std::uint32_t {
    ready,
    open_lane,
    open_log,
    open_receipts,
    write,
    end,
    terminate_all
};

/// Start of every message on the control socket.
struct ControlHeader {
    ControlMessage kind{ControlMessage::ready};
    std::uint32_t number{0};  ///< Attempt of the drop, or rank of the log.
    /// Bytes of the drop's uid, or of the name of the file of receipts; what follows it is printed
    /// text (or a problem, or the last words).
    std::uint32_t drop_size{0};
    LogStream stream{LogStream::output};
};

/// Largest text in one control message; well below what a socket takes at once.
inline constexpr std::size_t control_text_limit = 32u << 10;

/// Sends \p bytes, with copies of \p fds attached to the first. \returns false when the other side
/// is gone.
[[nodiscard]] bool send_all(int socket, std::span<char const> bytes, std::span<int const> fds = {});

/// Fills \p bytes; appends what descriptors came along to \p fds. \returns false when the other
/// side is gone.
[[nodiscard]] bool receive_all(int socket, std::span<char> bytes, std::vector<UniqueFd>& fds);

/// The plain memory of \p value.
template <typename T>
[[nodiscard]] std::span<char const> memory_of(T const& value)
{
    return {reinterpret_cast<char const*>(&value), sizeof(T)};
}
template <typename T>
[[nodiscard]] std::span<char> memory_of(T& value)
{
    return {reinterpret_cast<char*>(&value), sizeof(T)};
}

/// Writes \p header and the texts of \p request to \p message, replacing what it held.
void encode(StartHeader header, ProcessRequest const& request, std::vector<char>& message);

/// A start as the helper sees it. The pointers lead into `body`: valid until the next read.
struct StartOrder {
    StartHeader header;
    std::vector<char> body;
    std::vector<UniqueFd>
        fds;  ///< Input, output, errors (those that are descriptors), then the inherited ones.
    std::vector<char*> argv;  ///< Ended by a null pointer.
    std::vector<std::string_view> edits;
    char const* working_directory{nullptr};  ///< Empty: none.
    std::string_view drop;
    std::string_view receipt;  ///< Empty: none.
};

/// Reads the next message of a lane. \returns false when the engine is gone or sent nonsense.
[[nodiscard]] bool receive_order(int socket, StartOrder& order);

[[nodiscard]] bool send_reply(int socket, std::uint32_t sequence, ProcessOutcome const& outcome);
/// \returns nothing when the helper is gone.
[[nodiscard]] std::optional<ProcessOutcome> receive_reply(int socket);

}  // namespace atl::process
