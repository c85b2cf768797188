#include "drops/learned_paths.hpp"

#include <algorithm>

#include "drops/data_kind.hpp"

namespace atl::drops {

std::unordered_map<std::uint32_t, std::string> find_learned_paths(graph::Part const& part,
                                                                  TemplateSet const& templates)
{
    std::unordered_map<std::uint32_t, std::string> paths;
    auto const is_path = [](graph::PortPair const& pair) { return pair.data_port == "filepath"; };
    if (std::ranges::none_of(part.port_pairs, is_path)) {
        return paths;
    }
    auto const learn = [&](std::uint32_t data, std::uint32_t app, std::uint16_t port) {
        auto const& kind = templates.kinds[part.template_of[data]];
        if (!kind || !kind->learns_path() || port >= part.port_pairs.size() ||
            !is_path(part.port_pairs[port])) {
            return;
        }
        auto const& spec = templates.specs[part.template_of[app]];
        auto const* const argument = spec.argument(part.port_pairs[port].app_port);
        if (argument != nullptr && !argument->value.empty()) {
            paths.emplace(data, argument->value.text());
        }
    };
    for (std::uint32_t drop = 0; drop < part.owned; ++drop) {
        if (part.drop_template(drop).kind == DropKind::data) {
            part.for_each_input(
                drop, [&](std::uint32_t app, std::uint16_t port) { learn(drop, app, port); });
        } else {
            part.for_each_output(
                drop, [&](std::uint32_t data, std::uint16_t port) { learn(data, drop, port); });
        }
    }
    return paths;
}

}  // namespace atl::drops
