#include "atoll/session/scale_request.hpp"

#include <charconv>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "atoll/session/atomic_file.hpp"

namespace atl::session {
namespace {

template <typename Number>
std::optional<Number> read_number(std::string const& text)
{
    Number number{};
    auto const* const end = text.data() + text.size();
    auto const [stop, failure] = std::from_chars(text.data(), end, number);
    return failure == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

}  // namespace

void request_scale(SessionFolder const& folder, std::optional<std::uint32_t> nodes)
{
    auto const before = scale_requested(folder);
    write_atomically(
        folder.scale_request(),
        fmt::format(
            "{} {}\n", nodes ? std::to_string(*nodes) : "auto", before ? before->number + 1 : 1));
}

std::optional<ScaleRequest> scale_requested(SessionFolder const& folder)
{
    std::ifstream stream{folder.scale_request()};
    std::string what;
    std::string number;
    stream >> what >> number;
    auto const count = read_number<std::uint64_t>(number);
    auto const nodes = read_number<std::uint32_t>(what);
    if (!count || (!nodes && what != "auto")) {
        return std::nullopt;
    }
    return ScaleRequest{nodes, *count};
}

}  // namespace atl::session
