#include "drops/codec/pickle_input.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {

std::string_view PickleInput::take(std::uint64_t count)
{
    if (count > rest_.size()) {
        fail(fmt::format("{} bytes are expected, {} are left", count, rest_.size()));
    }
    auto const taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
}

std::string_view PickleInput::line()
{
    auto const end = rest_.find('\n');
    if (end == std::string_view::npos) {
        fail("a line does not end");
    }
    auto const taken = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return taken;
}

void PickleInput::charge(std::size_t bytes)
{
    if (bytes > budget_) {
        fail("it repeats its parts too often");
    }
    budget_ -= bytes;
}

void PickleInput::fail(std::string_view why) const
{
    throw Error{
        ErrorKind::io,
        fmt::format("damaged pickle at byte {} of {}: {}", size_ - rest_.size(), size_, why)};
}

}  // namespace atl::drops
