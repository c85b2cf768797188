#include "atoll/comm/link_address.hpp"

#include <charconv>
#include <optional>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::comm {
namespace {

[[noreturn]] void refuse_address(std::string_view text, std::string_view why)
{
    throw Error{ErrorKind::io,
                fmt::format("'{}' is no address of a link: {}", text, why),
                "for instance '00000000000000f3@10.1.0.7:41807,[fd00::7]:41807'"};
}

template <typename Number>
std::optional<Number> number(std::string_view text, int base)
{
    Number value{};
    auto const* const end = text.data() + text.size();
    auto const [stop, failure] = std::from_chars(text.data(), end, value, base);
    return failure == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

bool is_numeric_host(std::string const& host, int family)
{
    ::in6_addr ignored{};
    // A zone ("%eth0") says through which interface; it is not part of the address.
    return ::inet_pton(family, host.substr(0, host.find('%')).c_str(), &ignored) == 1;
}

Endpoint parse_endpoint(std::string_view text, std::string_view whole)
{
    auto const colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        refuse_address(whole, fmt::format("'{}' has no port", text));
    }
    auto const port = number<std::uint16_t>(text.substr(colon + 1), 10);
    if (!port || *port == 0) {
        refuse_address(whole, fmt::format("'{}' is no port", text.substr(colon + 1)));
    }
    auto host = text.substr(0, colon);
    bool const bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) {
        host = host.substr(1, host.size() - 2);
    }
    Endpoint endpoint{std::string{host}, *port};
    if (!is_numeric_host(endpoint.host, bracketed ? AF_INET6 : AF_INET)) {
        refuse_address(whole, fmt::format("'{}' is no numeric address", text.substr(0, colon)));
    }
    return endpoint;
}

}  // namespace

std::string to_string(LinkAddress const& address)
{
    auto text = fmt::format("{:016x}", address.hub);
    char separator = '@';
    for (auto const& endpoint : address.endpoints) {
        bool const ipv6 = endpoint.host.find(':') != std::string::npos;
        text += fmt::format("{}{}{}{}:{}",
                            separator,
                            ipv6 ? "[" : "",
                            endpoint.host,
                            ipv6 ? "]" : "",
                            endpoint.port);
        separator = ',';
    }
    return text;
}

LinkAddress parse_link_address(std::string_view text)
{
    auto const at = text.find('@');
    if (at == std::string_view::npos) {
        refuse_address(text, "it has no '@'");
    }
    auto const hub = number<std::uint64_t>(text.substr(0, at), 16);
    if (!hub) {
        refuse_address(text,
                       fmt::format("'{}' is no hexadecimal number of 64 bits", text.substr(0, at)));
    }
    LinkAddress address{*hub, {}};
    auto rest = text.substr(at + 1);
    while (true) {
        auto const comma = rest.find(',');
        address.endpoints.push_back(parse_endpoint(rest.substr(0, comma), text));
        if (comma == std::string_view::npos) {
            return address;
        }
        rest.remove_prefix(comma + 1);
    }
}

}  // namespace atl::comm
