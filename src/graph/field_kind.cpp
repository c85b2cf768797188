#include "graph/field_kind.hpp"

#include <cstddef>
#include <cstring>

namespace atl::graph {
namespace {

template <std::size_t size>
bool is(char const* key, char const (&expected)[size]) noexcept
{
    static_assert(size <= 24);
    return std::memcmp(key, expected, size - 1) == 0;
}

}  // namespace

FieldKind field_kind(char const* key) noexcept
{
    using enum FieldKind;
    switch (*key) {
        case 'c':
            return is(key, "consumers\"") ? consumers : is(key, "children\"") ? dropped : kept;
        case 'h':
            return is(key, "humanReadableKey\"") ? dropped : kept;
        case 'i':
            if (is(key, "inputs\"")) {
                return inputs;
            }
            return is(key, "island\"")                           ? island
                   : is(key, "iid\"") || is(key, "inputPorts\"") ? dropped
                                                                 : kept;
        case 'l':
            return is(key, "loop_ctx\"") ? dropped : kept;
        case 'n':
            return is(key, "node\"") ? node : kept;
        case 'o':
            if (is(key, "oid\"")) {
                return oid;
            }
            return is(key, "outputs\"") ? outputs : is(key, "outputPorts\"") ? dropped : kept;
        case 'p':
            if (is(key, "producers\"")) {
                return producers;
            }
            return is(key, "ports\"") || is(key, "parent\"") ? dropped : kept;
        case 'r':
            return is(key, "rank\"") || is(key, "reprodata\"") ? dropped : kept;
        case 's':
            return is(key, "streamingConsumers\"") ? streaming_consumers
                   : is(key, "streamingInputs\"")  ? streaming_inputs
                                                   : kept;
        case 'u':
            return is(key, "uid\"") ? dropped : kept;
        default:
            return kept;
    }
}

char const* relation_key(FieldKind kind) noexcept
{
    switch (kind) {
        case FieldKind::consumers:
            return "consumers";
        case FieldKind::streaming_consumers:
            return "streamingConsumers";
        case FieldKind::inputs:
            return "inputs";
        case FieldKind::streaming_inputs:
            return "streamingInputs";
        case FieldKind::outputs:
            return "outputs";
        case FieldKind::producers:
            return "producers";
        case FieldKind::kept:
        case FieldKind::dropped:
        case FieldKind::oid:
        case FieldKind::node:
        case FieldKind::island:
            return "";
    }
    return "";
}

}  // namespace atl::graph
