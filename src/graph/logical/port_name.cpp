#include "graph/logical/port_name.hpp"

#include <string_view>

namespace atl::graph::logical {
namespace {

[[nodiscard]] bool is_on(Json const& field, PortSide side)
{
    auto const usage = text_of(field, "usage");
    return usage == "InputOutput" ||
           usage == (side == PortSide::input ? "InputPort" : "OutputPort");
}

}  // namespace

std::string port_name(Json const& node, Json const& id, PortSide side)
{
    auto const wanted = text_of(id);
    std::string elsewhere;
    std::string name;
    for (char const* list : {"fields", "outputAppFields"}) {
        for (auto const& field : member(node, list)) {
            bool const named = !wanted.empty() && text_of(field, "id") == wanted;
            if (is_on(field, side) && (named || id.is_null())) {
                name = text_of(field, "name");
            } else if (named) {
                elsewhere = text_of(field, "name");
            }
        }
        if (!name.empty()) {
            return name;
        }
    }
    return elsewhere;
}

}  // namespace atl::graph::logical
