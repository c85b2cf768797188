#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atl::comm {

/// One place where a hub listens.
struct Endpoint {
    std::string host;  ///< Numeric IPv4 or IPv6 address, the latter without brackets.
    std::uint16_t port{0};

    friend bool operator==(Endpoint const&, Endpoint const&) = default;
};

/// How to reach one LinkHub: who it is, and everywhere it listens, the best place first.
struct LinkAddress {
    std::uint64_t hub{0};  ///< The hub's incarnation: random, chosen when it was made.
    std::vector<Endpoint> endpoints;

    friend bool operator==(LinkAddress const&, LinkAddress const&) = default;
};

/// One line without blanks: "00f3ab…@10.1.0.7:41807,[fd00::7]:41807".
[[nodiscard]] std::string to_string(LinkAddress const& address);

/// Reads what to_string() writes.
/// \throws Error{io} when \p text is not of this form, saying which part.
[[nodiscard]] LinkAddress parse_link_address(std::string_view text);

}  // namespace atl::comm
