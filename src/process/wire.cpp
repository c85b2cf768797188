#include "wire.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>

namespace atl::process {
namespace {

constexpr std::size_t fd_limit = 250;  // the kernel passes at most 253 with one message
constexpr std::size_t body_limit = 256u << 20;

void append_text(std::vector<char>& message, std::string_view text)
{
    message.insert(message.end(), text.begin(), text.end());
    message.push_back('\0');
}

[[nodiscard]] ssize_t send_first(int socket, std::span<char const> bytes, std::span<int const> fds)
{
    alignas(cmsghdr) std::array<char, CMSG_SPACE(fd_limit * sizeof(int))> ancillary;
    iovec part{
        const_cast<char*>(
            bytes.data()),  // NOLINT(cppcoreguidelines-pro-type-const-cast): iovec serves both
        bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (!fds.empty()) {
        message.msg_control = ancillary.data();
        message.msg_controllen = CMSG_SPACE(fds.size_bytes());
        auto* const head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(fds.size_bytes());
        std::memcpy(CMSG_DATA(head), fds.data(), fds.size_bytes());
    }
    return ::sendmsg(socket, &message, MSG_NOSIGNAL);
}

void take_descriptors(msghdr& message, std::vector<UniqueFd>& fds)
{
    for (auto* head = CMSG_FIRSTHDR(&message); head != nullptr;
         head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        auto const count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(head) + i * sizeof(int), sizeof(int));
            fds.emplace_back(fd);
        }
    }
}

/// The next text that ends with NUL; an empty one behind the end.
[[nodiscard]] char* next_text(StartOrder& order, std::size_t& position)
{
    auto* const text = order.body.data() + position;
    position = std::min(position + std::strlen(text) + 1, order.body.size() - 1);
    return text;
}

void point_into_body(StartOrder& order)
{
    std::size_t position = 0;
    order.argv.clear();
    order.edits.clear();
    for (std::uint32_t i = 0; i < order.header.arguments; ++i) {
        order.argv.push_back(next_text(order, position));
    }
    order.argv.push_back(nullptr);
    for (std::uint32_t i = 0; i < order.header.edits; ++i) {
        order.edits.emplace_back(next_text(order, position));
    }
    order.working_directory = next_text(order, position);
    order.drop = next_text(order, position);
    order.receipt = next_text(order, position);
}

}  // namespace

bool send_all(int socket, std::span<char const> bytes, std::span<int const> fds)
{
    while (!bytes.empty()) {
        auto const count = send_first(socket, bytes, fds);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        if (count > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
            fds = {};
        }
    }
    return true;
}

bool receive_all(int socket, std::span<char> bytes, std::vector<UniqueFd>& fds)
{
    alignas(cmsghdr) std::array<char, CMSG_SPACE(fd_limit * sizeof(int))> ancillary;
    while (!bytes.empty()) {
        iovec part{bytes.data(), bytes.size()};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = ancillary.data();
        message.msg_controllen = ancillary.size();
        auto const count = ::recvmsg(socket, &message, MSG_WAITALL | MSG_CMSG_CLOEXEC);
        if (count == 0 || (count < 0 && errno != EINTR)) {
            return false;
        }
        if (count > 0) {
            take_descriptors(message, fds);
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
    }
    return true;
}

void encode(StartHeader header, ProcessRequest const& request, std::vector<char>& message)
{
    message.assign(sizeof header, '\0');
    for (auto const& argument : request.argv) {
        append_text(message, argument);
    }
    for (auto const& edit : request.environment) {
        append_text(message, edit.value ? edit.name + "=" + *edit.value : edit.name);
    }
    append_text(message, request.working_directory);
    append_text(message, request.drop);
    append_text(message, request.receipt);
    header.arguments = static_cast<std::uint32_t>(request.argv.size());
    header.edits = static_cast<std::uint32_t>(request.environment.size());
    header.inherited = static_cast<std::uint32_t>(request.inherited.size());
    header.attempt = request.attempt;
    header.time_limit_ns = std::chrono::nanoseconds{request.time_limit}.count();
    header.body_size = static_cast<std::uint32_t>(message.size() - sizeof header);
    std::memcpy(message.data(), &header, sizeof header);
}

bool receive_order(int socket, StartOrder& order)
{
    order.fds.clear();
    if (!receive_all(socket, memory_of(order.header), order.fds)) {
        return false;
    }
    if (order.header.kind == LaneMessage::cancel) {
        return true;
    }
    if (order.header.body_size > body_limit) {
        return false;
    }
    order.body.resize(order.header.body_size + 1);
    order.body.back() = '\0';
    if (!receive_all(socket, std::span{order.body}.first(order.header.body_size), order.fds)) {
        return false;
    }
    point_into_body(order);
    return true;
}

bool send_reply(int socket, std::uint32_t sequence, ProcessOutcome const& outcome)
{
    ReplyHeader const header{.sequence = sequence,
                             .end = outcome.end,
                             .timed_out = outcome.timed_out,
                             .cancelled = outcome.cancelled,
                             .code = outcome.code,
                             .start_ns = outcome.start_ns,
                             .end_ns = outcome.end_ns,
                             .max_rss = outcome.max_rss.count,
                             .cpu_ns = outcome.cpu_ns,
                             .problem_size = static_cast<std::uint32_t>(outcome.problem.size())};
    return send_all(socket, memory_of(header)) && send_all(socket, outcome.problem);
}

std::optional<ProcessOutcome> receive_reply(int socket)
{
    ReplyHeader header;
    std::vector<UniqueFd> none;
    if (!receive_all(socket, memory_of(header), none)) {
        return std::nullopt;
    }
    ProcessOutcome outcome{.end = header.end,
                           .code = header.code,
                           .timed_out = header.timed_out,
                           .cancelled = header.cancelled,
                           .problem = std::string(header.problem_size, '\0'),
                           .start_ns = header.start_ns,
                           .end_ns = header.end_ns,
                           .max_rss = Bytes{header.max_rss},
                           .cpu_ns = header.cpu_ns};
    if (!receive_all(socket, outcome.problem, none)) {
        return std::nullopt;
    }
    return outcome;
}

}  // namespace atl::process
