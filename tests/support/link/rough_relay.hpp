#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <deque>
#include <list>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace atl::test {

/// A network between two processes that does what networks do: it forwards TCP connections to a
/// port of this machine, each piece after a delay of its own, and breaks each connection after some
/// kilobytes. Of a broken one, what is on its way may still arrive, later than the first bytes of
/// the connection after it. A thread of its own; the same seed, the same delays and sizes.
class RoughRelay {
  public:
    RoughRelay(std::uint16_t target, unsigned seed) : target_(target), random_(seed)
    {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        auto address = local(0);
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(listener_, 16);
        socklen_t size = sizeof address;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread{[this] { run(); }};
    }
    ~RoughRelay()
    {
        stop_.store(true);
        thread_.join();
        for (auto const& line : lines_) {
            ::close(line.ends[0]);
            ::close(line.ends[1]);
        }
        ::close(listener_);
    }
    RoughRelay(RoughRelay const&) = delete;
    RoughRelay& operator=(RoughRelay const&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// Connections that were broken so far.
    [[nodiscard]] unsigned broken() const noexcept { return broken_.load(); }

  private:
    using Clock = std::chrono::steady_clock;
    struct Piece {
        Clock::time_point due;
        std::vector<char> bytes;
    };
    struct Line {
        std::array<int, 2> ends{-1, -1};          ///< From the dialling side, to the other.
        std::array<std::deque<Piece>, 2> on_way;  ///< Away from ends[i].
        std::size_t left{0};                      ///< Bytes until it breaks.
        bool cut{false};                          ///< Nothing more is read.
        Clock::time_point gone{};                 ///< When what is left of it goes, once it is cut.
    };

    static sockaddr_in local(std::uint16_t port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }
    std::size_t between(std::size_t least, std::size_t most)
    {
        return std::uniform_int_distribution<std::size_t>{least, most}(random_);
    }

    void run()
    {
        while (!stop_.load()) {
            accept_all();
            for (auto& line : lines_) {
                read(line, 0);
                read(line, 1);
                write(line, 0);
                write(line, 1);
            }
            lines_.remove_if([](Line const& line) {
                bool const over = line.cut && Clock::now() > line.gone;
                if (over) {
                    ::close(line.ends[0]);
                    ::close(line.ends[1]);
                }
                return over;
            });
            ::poll(nullptr, 0, 1);
        }
    }

    void accept_all()
    {
        for (int near = 0; (near = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
            int const far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            auto address = local(target_);
            ::connect(far, reinterpret_cast<sockaddr*>(&address), sizeof address);
            lines_.emplace_back();
            lines_.back().ends = {near, far};
            lines_.back().left = between(8U << 10U, 256U << 10U);
        }
    }

    void read(Line& line, std::size_t from)
    {
        std::array<char, 4096> room;
        auto const size =
            line.cut ? -1 : ::recv(line.ends[from], room.data(), room.size(), MSG_DONTWAIT);
        if (size == 0 || (size < 0 && !line.cut && errno != EAGAIN)) {
            return cut(line);
        }
        if (size < 0) {
            return;
        }
        auto due = Clock::now() + std::chrono::microseconds{between(0, 3000)};
        if (auto& way = line.on_way[from]; !way.empty()) {
            due = std::max(due, way.back().due);  // TCP keeps the order within a connection.
        }
        line.on_way[from].push_back({due, {room.data(), room.data() + size}});
        if (line.left < static_cast<std::size_t>(size)) {
            ++broken_;
            return cut(line);
        }
        line.left -= static_cast<std::size_t>(size);
    }

    /// One of the sides may hear of it at once; to the other, or both, what is on its way still
    /// comes, held up until the next connection is in use.
    void cut(Line& line)
    {
        line.cut = true;
        bool const held_up = between(0, 1) == 1;
        line.gone = Clock::now() + std::chrono::milliseconds{held_up ? 200 : 0};
        if (between(0, 1) == 1) {
            ::shutdown(line.ends[between(0, 1)], SHUT_RDWR);
        }
        for (auto& way : line.on_way) {
            for (auto& piece : way) {
                piece.due += std::chrono::milliseconds{held_up ? 100 : 0};
            }
        }
    }

    void write(Line& line, std::size_t from)
    {
        auto& way = line.on_way[from];
        while (!way.empty() && way.front().due <= Clock::now()) {
            auto& bytes = way.front().bytes;
            auto const sent = ::send(
                line.ends[1 - from], bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (sent < 0) {
                return;
            }
            bytes.erase(bytes.begin(), bytes.begin() + sent);
            if (bytes.empty()) {
                way.pop_front();
            }
        }
    }

    std::uint16_t target_;
    std::mt19937 random_;
    int listener_{-1};
    std::uint16_t port_{0};
    std::list<Line> lines_;
    std::atomic<unsigned> broken_{0};
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace atl::test
