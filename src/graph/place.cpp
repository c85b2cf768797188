#include "atoll/graph/place.hpp"

#include <fmt/format.h>

namespace atl::graph {
namespace {

/// A key as a JSON pointer spells it.
std::string escaped(std::string_view key)
{
    std::string text;
    for (char const c : key) {
        if (c == '~') {
            text += "~0";
        } else if (c == '/') {
            text += "~1";
        } else {
            text += c;
        }
    }
    return text;
}

}  // namespace

std::string Place::text(std::string_view below) const
{
    auto text = fmt::format("{}: {}", source, pointer);
    if (!below.empty()) {
        text += "/" + escaped(below);
    }
    if (!oid.empty()) {
        text += fmt::format(" (drop '{}')", oid);
    }
    return text;
}

}  // namespace atl::graph
