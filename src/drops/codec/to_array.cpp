#include <algorithm>
#include <cstring>
#include <iterator>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/codec/utf8.hpp"

namespace atl::drops {
namespace {

using Items = PyValue::Items;

/// Axis lengths of nested lists and arrays, taken along the first elements.
[[nodiscard]] std::vector<std::size_t> shape_of(PyValue const& value)
{
    std::vector<std::size_t> shape;
    auto const* inner = &value;
    while (auto const* const items = inner->as_sequence()) {
        shape.push_back(items->size());
        if (items->empty()) {
            return shape;
        }
        inner = &items->front();
    }
    if (auto const* const array = inner->as_array()) {
        shape.insert(shape.end(), array->shape.begin(), array->shape.end());
    }
    return shape;
}

/// Appends what stands at the depth of \p shape to \p leaves.
void collect(PyValue const& value, std::span<std::size_t const> shape, Items& leaves)
{
    if (auto const* const array = value.as_array()) {
        if (!std::ranges::equal(array->shape, shape)) {
            throw Error{ErrorKind::io, "the elements of a list have different shapes"};
        }
        for (std::size_t index = 0; index < array->size(); ++index) {
            leaves.push_back(item(*array, index));
        }
        return;
    }
    auto const* const items = value.as_sequence();
    auto const fits =
        items == nullptr ? shape.empty() : !shape.empty() && items->size() == shape[0];
    if (!fits) {
        throw Error{ErrorKind::io,
                    "the elements of a list have different lengths",
                    "an array needs the same number of elements in every row"};
    }
    if (items == nullptr) {
        leaves.push_back(value);
        return;
    }
    for (auto const& each : *items) {
        collect(each, shape.subspan(1), leaves);
    }
}

/// What numpy makes of elements: the widest of their kinds.
enum class Family : std::uint8_t { boolean, integer, real, complex, text, bytes, object };

[[nodiscard]] Family family_of(PyValue const& value)
{
    if (auto const* const scalar = value.get<PyValue::Scalar>()) {
        switch (scalar->item->dtype.kind) {
            case 'b':
                return Family::boolean;
            case 'i':
            case 'u':
                return Family::integer;
            case 'f':
                return Family::real;
            case 'c':
                return Family::complex;
            case 'U':
                return Family::text;
            default:
                return Family::bytes;
        }
    }
    if (value.get<bool>() != nullptr) {
        return Family::boolean;
    }
    if (value.get<std::int64_t>() != nullptr) {
        return Family::integer;
    }
    if (value.get<double>() != nullptr) {
        return Family::real;
    }
    if (value.get<PyValue::Complex>() != nullptr) {
        return Family::complex;
    }
    if (value.as_text() != nullptr) {
        return Family::text;
    }
    return value.as_bytes() != nullptr ? Family::bytes : Family::object;
}

[[nodiscard]] Family common_family(Items const& leaves)
{
    auto widest = leaves.empty() ? Family::real : Family::boolean;
    auto any_text = false;
    auto any_bytes = false;
    for (auto const& leaf : leaves) {
        auto const family = family_of(leaf);
        any_text = any_text || family == Family::text;
        any_bytes = any_bytes || family == Family::bytes;
        widest = std::max(widest, family);
    }
    return any_text && any_bytes ? Family::object : widest;
}

[[nodiscard]] PyValue::Complex complex_of(PyValue const& value)
{
    if (auto const* const complex = value.get<PyValue::Complex>()) {
        return *complex;
    }
    if (auto const* const scalar = value.get<PyValue::Scalar>();
        scalar != nullptr && scalar->item->dtype.kind == 'c') {
        PyValue::Complex wide;
        std::complex<float> narrow;
        if (scalar->item->dtype.item_size == sizeof narrow) {
            std::memcpy(&narrow, scalar->item->data.data(), sizeof narrow);
            return narrow;
        }
        std::memcpy(&wide, scalar->item->data.data(), sizeof wide);
        return wide;
    }
    return value.as_number().value_or(0);
}

template <typename T, typename Convert>
void append_numbers(NdArray& array, Items const& leaves, char kind, Convert convert)
{
    array.dtype = {kind, sizeof(T)};
    array.data.reserve(leaves.size() * sizeof(T));
    for (auto const& leaf : leaves) {
        T const number = convert(leaf);
        array.data.append(reinterpret_cast<char const*>(&number), sizeof number);
    }
}

/// Items of equal size, zeros behind shorter ones.
void append_padded(NdArray& array, std::vector<std::string> const& items, char kind)
{
    std::size_t longest = kind == 'U' ? 4 : 1;
    for (auto const& each : items) {
        longest = std::max(longest, each.size());
    }
    array.dtype = {kind, static_cast<std::uint32_t>(longest)};
    for (auto const& each : items) {
        array.data += each;
        array.data.append(longest - each.size(), '\0');
    }
}

[[nodiscard]] std::string bytes_of_leaf(PyValue const& value)
{
    if (auto const* const bytes = value.as_bytes()) {
        return *bytes;
    }
    auto const* const scalar = value.get<PyValue::Scalar>();
    return scalar != nullptr ? scalar->item->data : str(value);
}

void fill(NdArray& array, Items leaves)
{
    std::vector<std::string> texts;
    switch (common_family(leaves)) {
        case Family::boolean:
            append_numbers<bool>(
                array, leaves, 'b', [](auto const& leaf) { return leaf.as_number() != 0.0; });
            return;
        case Family::integer:
            append_numbers<std::int64_t>(
                array, leaves, 'i', [](auto const& leaf) { return leaf.as_integer().value_or(0); });
            return;
        case Family::real:
            append_numbers<double>(
                array, leaves, 'f', [](auto const& leaf) { return leaf.as_number().value_or(0); });
            return;
        case Family::complex:
            append_numbers<PyValue::Complex>(array, leaves, 'c', complex_of);
            return;
        case Family::text:
            for (auto const& leaf : leaves) {
                texts.push_back(utf32_from_utf8(str(leaf)));
            }
            append_padded(array, texts, 'U');
            return;
        case Family::bytes:
            std::ranges::transform(leaves, std::back_inserter(texts), bytes_of_leaf);
            append_padded(array, texts, 'S');
            return;
        case Family::object:
            array.dtype = {'O', 8};
            array.objects = std::move(leaves);
            return;
    }
}

/// The type that all of \p items are scalars of, so that it can be kept.
[[nodiscard]] std::optional<DType> common_type(Items const& items)
{
    std::optional<DType> common;
    for (auto const& each : items) {
        auto const* const scalar = each.get<PyValue::Scalar>();
        if (scalar == nullptr || (common && *common != scalar->item->dtype)) {
            return std::nullopt;
        }
        common = scalar->item->dtype;
    }
    return common;
}

}  // namespace

NdArray to_array(PyValue const& value)
{
    if (auto const* const array = value.as_array()) {
        return *array;
    }
    if (auto const* const scalar = value.get<PyValue::Scalar>()) {
        return *scalar->item;
    }
    NdArray array{{}, shape_of(value), {}, {}};
    Items leaves;
    collect(value, array.shape, leaves);
    if (auto const type = common_type(leaves)) {
        array.dtype = *type;
        for (auto const& leaf : leaves) {
            array.data += leaf.get<PyValue::Scalar>()->item->data;
        }
        return array;
    }
    fill(array, std::move(leaves));
    return array;
}

}  // namespace atl::drops
