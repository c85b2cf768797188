// Bytes of one who has the secret and means ill, or is broken: whatever they are, a hub neither
// crashes nor takes more than the protocol allows. The first byte says in which pieces they come.

#include <algorithm>
#include <cstdint>
#include <span>

#include "comm/link/hub_protocol.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace atl;
    using namespace atl::comm;
    if (size == 0) {
        return 0;
    }
    HubProtocol acceptor{{"session", "master", 1}, {}, [] { return 99; }, {0}};
    HubProtocol dialer{{"session", "island", 1}, {}, [] { return 99; }, {0}};
    auto const peer = dialer.dial(99, {0});
    for (auto* const hub : {&acceptor, &dialer}) {
        auto const connection = hub == &acceptor ? hub->accepted() : hub->dialled(peer);
        std::span<std::byte const> rest{reinterpret_cast<std::byte const*>(data) + 1, size - 1};
        while (!rest.empty()) {
            auto const piece = rest.first(std::min<std::size_t>(1 + data[0], rest.size()));
            rest = rest.subspan(piece.size());
            hub->received(connection, piece);
            Body out;
            hub->output(connection, out, 1U << 16U);
        }
        hub->begin({20});
        hub->advance();
    }
    return 0;
}
