#include "graph/content_hash.hpp"

#include <bit>

#include "graph/text_hash.hpp"

namespace atl::graph {
namespace {

namespace dom = simdjson::dom;

/// Keeps "1", 1 and true apart.
enum Salt : std::uint64_t { text = 1, whole, number, boolean, null, array, object };

std::uint64_t hash_of(dom::array elements)
{
    std::uint64_t hash = Salt::array;
    for (auto const element : elements) {
        hash = mix(hash, content_hash(element));
    }
    return hash;
}

std::uint64_t hash_of(dom::object members)
{
    std::uint64_t sum = 0;
    for (auto const member : members) {
        sum += mix(text_hash(member.key), content_hash(member.value));
    }
    return mix(Salt::object, sum);
}

}  // namespace

std::uint64_t content_hash(dom::element json)
{
    switch (json.type()) {
        case dom::element_type::STRING:
            return mix(Salt::text, text_hash(json.get_string().value_unsafe()));
        case dom::element_type::INT64:
            return mix(Salt::whole, static_cast<std::uint64_t>(json.get_int64().value_unsafe()));
        case dom::element_type::UINT64:
            return mix(Salt::whole, json.get_uint64().value_unsafe());
        case dom::element_type::DOUBLE:
            return mix(Salt::number,
                       std::bit_cast<std::uint64_t>(json.get_double().value_unsafe()));
        case dom::element_type::BOOL:
            return mix(Salt::boolean, json.get_bool().value_unsafe() ? 1 : 0);
        case dom::element_type::NULL_VALUE:
            return mix(Salt::null, 0);
        case dom::element_type::ARRAY:
            return hash_of(json.get_array().value_unsafe());
        case dom::element_type::OBJECT:
            return hash_of(json.get_object().value_unsafe());
    }
    return 0;
}

}  // namespace atl::graph
