#include "drops/data/pydata.hpp"

#include <memory>
#include <span>
#include <string>

namespace atl::drops {

std::optional<Payload> initial_content(graph::DropSpec const& spec)
{
    auto const* const field = spec.field("pydata");
    auto const& value = field != nullptr ? field->value : spec.get("pydata");
    if (value.empty()) {
        return std::nullopt;
    }
    auto text = std::make_shared<std::string>(value.text());
    return Payload{text, std::as_bytes(std::span{*text})};
}

}  // namespace atl::drops
