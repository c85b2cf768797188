#include "drops/apps/content.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

void require_one(std::size_t count, std::string_view what)
{
    if (count != 1) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("the app has {} {}s", count, what),
                    fmt::format("it needs exactly one {}", what)};
    }
}

}  // namespace

Payload make_payload(std::string bytes)
{
    auto const owner = std::make_shared<std::string const>(std::move(bytes));
    return {owner, std::as_bytes(std::span{*owner})};
}

void put_to_all(AppContext const& context, std::string bytes)
{
    auto const payload = make_payload(std::move(bytes));
    for (auto* const output : context.outputs()) {
        output->put(payload);
    }
}

Input& only_input(AppContext const& context)
{
    require_one(context.inputs().size(), "input");
    return *context.inputs()[0];
}

Output& only_output(AppContext const& context)
{
    require_one(context.outputs().size(), "output");
    return *context.outputs()[0];
}

}  // namespace atl::drops
