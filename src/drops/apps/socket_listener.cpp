#include <algorithm>
#include <cerrno>
#include <memory>

#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include "atoll/core/error.hpp"
#include "atoll/process/unique_fd.hpp"

#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

using process::UniqueFd;

constexpr int patience_ms = 100;  // between two looks at whether the session is being cancelled

/// Where the app listens.
struct Address {
    std::string host;
    std::string port;
    bool reuse{false};
};

[[noreturn]] void fail(Address const& address, std::string_view what, int code)
{
    throw Error{
        ErrorKind::io,
        fmt::format("cannot {} {}:{}: {}", what, address.host, address.port, errno_text(code)),
        "'host' must be an address of this node and 'port' a free port"};
}

[[nodiscard]] UniqueFd listen_at(Address const& address)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE;
    addrinfo* found = nullptr;
    if (auto const code = ::getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found);
        code != 0) {
        throw Error{
            ErrorKind::io,
            fmt::format(
                "'{}:{}' is no address: {}", address.host, address.port, ::gai_strerror(code))};
    }
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> const owner{found, ::freeaddrinfo};
    UniqueFd listener{
        ::socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol)};
    if (address.reuse) {
        int const yes = 1;
        ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    }
    if (listener.get() < 0 || ::bind(listener.get(), found->ai_addr, found->ai_addrlen) != 0 ||
        ::listen(listener.get(), 1) != 0) {
        fail(address, "listen at", errno);
    }
    return listener;
}

/// Waits until \p fd can be read. \returns false when the session is being cancelled.
[[nodiscard]] bool wait_readable(UniqueFd const& fd, AppContext const& context)
{
    while (!context.cancelled()) {
        pollfd event{fd.get(), POLLIN, 0};
        if (::poll(&event, 1, patience_ms) > 0) {
            return true;
        }
    }
    return false;
}

class SocketListener final : public AppDrop {
  public:
    explicit SocketListener(graph::DropSpec const& spec)
        : host_(spec, "host", PyValue::text("localhost")),
          port_(spec, "port", PyValue::integer(1111)),
          buffer_size_(spec, "bufsize", PyValue::integer(4096)),
          reuse_(spec, "reuseAddr", PyValue::boolean(false))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        if (!context.inputs().empty()) {
            return AppResult::failure(
                "a socket listener has no inputs; its data come from outside");
        }
        Address const address{
            host_.text(context), fmt::format("{}", port_.integer(context)), reuse_.flag(context)};
        auto const listener = listen_at(address);
        context.log(fmt::format("listening at {}:{}\n", address.host, address.port));
        if (!wait_readable(listener, context)) {
            return AppResult::failure("the session was cancelled before anybody connected");
        }
        UniqueFd const connection{::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (connection.get() < 0) {
            fail(address, "accept a connection at", errno);
        }
        return copy(connection, address, context);
    }

  private:
    [[nodiscard]] AppResult copy(UniqueFd const& connection,
                                 Address const& address,
                                 AppContext& context) const
    {
        constexpr std::int64_t largest_buffer = 1 << 24;
        auto const wanted =
            std::clamp<std::int64_t>(buffer_size_.integer(context), 1, largest_buffer);
        std::vector<std::byte> buffer(static_cast<std::size_t>(wanted));
        while (wait_readable(connection, context)) {
            auto const count = ::recv(connection.get(), buffer.data(), buffer.size(), 0);
            if (count < 0) {
                fail(address, "read from", errno);
            }
            if (count == 0) {
                return AppResult::success();
            }
            for (auto* const output : context.outputs()) {
                output->write(std::span{buffer}.first(static_cast<std::size_t>(count)));
            }
        }
        return AppResult::failure("the session was cancelled while data arrived");
    }

    Parameter host_;
    Parameter port_;
    Parameter buffer_size_;
    Parameter reuse_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_socket_listener(AppRecipe const& recipe)
{
    return std::make_unique<SocketListener const>(recipe.spec);
}

}  // namespace atl::drops
