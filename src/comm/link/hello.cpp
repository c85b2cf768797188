#include "comm/link/hello.hpp"

#include <fmt/format.h>

namespace atl::comm {
namespace {

constexpr std::uint32_t magic = 0x4b4c5441;  // "ATLK"
constexpr std::size_t longest_text = 255;
constexpr std::uint16_t resumed_flag = 1;

void put_frame(Body& out, FrameKind kind, Body const& payload)
{
    put_frame_header(out, kind, payload.size());
    out.insert(out.end(), payload.begin(), payload.end());
}

}  // namespace

void put_hello(Body& out, FrameKind kind, Hello const& hello)
{
    Body payload;
    put(payload, magic);
    put(payload, hello.version);
    put(payload, hello.resumed ? resumed_flag : std::uint16_t{0});
    put(payload, hello.identity.epoch);
    put(payload, hello.hub);
    put(payload, hello.link);
    put(payload, hello.expected);
    put(payload, hello.received);
    put_short_text(payload, hello.identity.session, longest_text);
    put_short_text(payload, hello.identity.name, longest_text);
    put_frame(out, kind, payload);
}

std::optional<Hello> read_hello(std::span<std::byte const> payload)
{
    WireReader reader{payload};
    bool const ours = reader.get<std::uint32_t>() == magic;
    Hello hello;
    hello.version = reader.get<std::uint16_t>();
    if (!ours || !reader.complete()) {
        return std::nullopt;
    }
    if (hello.version != link_protocol_version) {
        return hello;
    }
    hello.resumed = (reader.get<std::uint16_t>() & resumed_flag) != 0;
    hello.identity.epoch = reader.get<std::uint32_t>();
    hello.hub = reader.get<std::uint64_t>();
    hello.link = reader.get<std::uint64_t>();
    hello.expected = reader.get<std::uint64_t>();
    hello.received = reader.get<std::uint64_t>();
    hello.identity.session = reader.short_text();
    hello.identity.name = reader.short_text();
    return reader.at_end() ? std::optional{hello} : std::nullopt;
}

void put_refusal(Body& out, std::string_view reason)
{
    Body payload;
    put_short_text(payload, reason, largest_unproven_payload - sizeof(std::uint16_t));
    put_frame(out, FrameKind::refuse, payload);
}

std::string read_refusal(std::span<std::byte const> payload)
{
    auto reason = WireReader{payload}.short_text();
    for (char& c : reason) {
        c = c < ' ' || c > '~' ? '?' : c;
    }
    return reason.empty() ? "refused without a reason" : reason;
}

std::string refusal(Hello const& theirs, Hello const& ours)
{
    if (theirs.version != ours.version) {
        return fmt::format("version {} of the link protocol meets version {} of '{}'",
                           theirs.version,
                           ours.version,
                           ours.identity.name);
    }
    if (theirs.identity.session != ours.identity.session) {
        return fmt::format("session '{}' of '{}' is not session '{}' of '{}'",
                           theirs.identity.session,
                           theirs.identity.name,
                           ours.identity.session,
                           ours.identity.name);
    }
    if (theirs.identity.epoch != ours.identity.epoch) {
        return fmt::format("epoch {} of '{}' is not epoch {} of '{}'",
                           theirs.identity.epoch,
                           theirs.identity.name,
                           ours.identity.epoch,
                           ours.identity.name);
    }
    if (theirs.expected != ours.hub) {
        return fmt::format("hub {:016x} is wanted, this is hub {:016x} of '{}'",
                           theirs.expected,
                           ours.hub,
                           ours.identity.name);
    }
    return {};
}

}  // namespace atl::comm
