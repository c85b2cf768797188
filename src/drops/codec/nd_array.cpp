#include "atoll/drops/nd_array.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"
#include "atoll/drops/py_value.hpp"

namespace atl::drops {
namespace {

template <typename T>
[[nodiscard]] T load(NdArray const& array, std::size_t index)
{
    T value{};
    std::memcpy(&value, array.data.data() + index * sizeof(T), sizeof(T));
    return value;
}

[[nodiscard]] bool is_known_size(char kind, std::uint32_t bytes)
{
    switch (kind) {
        case 'b':
            return bytes == 1;
        case 'i':
        case 'u':
            return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
        case 'f':
            return bytes == 4 || bytes == 8;
        case 'c':
            return bytes == 8 || bytes == 16;
        case 'O':
            return bytes == 8;
        default:
            return (kind == 'S' || kind == 'U') && bytes > 0;
    }
}

[[nodiscard]] std::size_t row_items(NdArray const& array)
{
    std::size_t items = 1;
    for (std::size_t axis = 1; axis < array.shape.size(); ++axis) {
        items *= array.shape[axis];
    }
    return items;
}

template <typename T>
[[nodiscard]] NdArray array_of(char kind, std::vector<T> const& numbers)
{
    NdArray array{{kind, sizeof(T)}, {numbers.size()}, {}, {}};
    array.data.assign(reinterpret_cast<char const*>(numbers.data()), numbers.size() * sizeof(T));
    return array;
}

}  // namespace

std::optional<DType> parse_dtype(std::string_view text)
{
    if (!text.empty() && (text[0] == '<' || text[0] == '>' || text[0] == '|' || text[0] == '=')) {
        text.remove_prefix(1);
    }
    if (text.empty()) {
        return std::nullopt;
    }
    if (text == "O") {
        return DType{'O', 8};
    }
    if (text == "?") {
        return DType{'b', 1};
    }
    std::uint32_t size = 0;
    auto const digits = text.substr(1);
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (error != std::errc{} || end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    auto const kind = text[0] == 'a' ? 'S' : text[0];
    if (kind == 'U') {
        constexpr std::uint32_t bytes_per_letter = 4;
        if (size > std::numeric_limits<std::uint32_t>::max() / bytes_per_letter) {
            return std::nullopt;
        }
        size *= bytes_per_letter;
    }
    return is_known_size(kind, size) ? std::optional{DType{kind, size}} : std::nullopt;
}

std::string short_name(DType dtype)
{
    return fmt::format(
        "{}{}", dtype.kind, dtype.kind == 'U' ? dtype.item_size / 4 : dtype.item_size);
}

char byte_order(DType dtype) noexcept
{
    auto const without = dtype.kind == 'b' || dtype.kind == 'S' || dtype.kind == 'O' ||
                         (dtype.item_size == 1 && dtype.kind != 'U');
    return without ? '|' : '<';
}

std::size_t NdArray::size() const noexcept
{
    std::size_t items = 1;
    for (auto const length : shape) {
        items *= length;
    }
    return items;
}

std::optional<std::size_t> item_count(std::vector<std::size_t> const& shape,
                                      std::size_t item_size) noexcept
{
    constexpr std::size_t limit = std::size_t{1} << 62U;
    std::size_t items = std::max<std::size_t>(item_size, 1);
    for (auto const length : shape) {
        if (length != 0 && items > limit / length) {
            return std::nullopt;
        }
        items *= std::max<std::size_t>(length, 1);
    }
    auto const empty = std::ranges::find(shape, std::size_t{0}) != shape.end();
    return empty ? 0 : items / std::max<std::size_t>(item_size, 1);
}

PyValue item(NdArray const& array, std::size_t index)
{
    ATOLL_EXPECT(index < array.size());
    if (array.dtype.kind == 'O') {
        return array.objects[index];
    }
    NdArray one{array.dtype, {}, {}, {}};
    one.data = array.data.substr(index * array.dtype.item_size, array.dtype.item_size);
    return PyValue::scalar(std::move(one));
}

std::optional<double> number_at(NdArray const& array, std::size_t index)
{
    ATOLL_EXPECT(index < array.size());
    auto const kind_and_size = array.dtype.kind * 100 + static_cast<int>(array.dtype.item_size);
    switch (kind_and_size) {
        case 'b' * 100 + 1:
        case 'u' * 100 + 1:
            return load<std::uint8_t>(array, index);
        case 'i' * 100 + 1:
            return load<std::int8_t>(array, index);
        case 'i' * 100 + 2:
            return load<std::int16_t>(array, index);
        case 'u' * 100 + 2:
            return load<std::uint16_t>(array, index);
        case 'i' * 100 + 4:
            return load<std::int32_t>(array, index);
        case 'u' * 100 + 4:
            return load<std::uint32_t>(array, index);
        case 'i' * 100 + 8:
            return static_cast<double>(load<std::int64_t>(array, index));
        case 'u' * 100 + 8:
            return static_cast<double>(load<std::uint64_t>(array, index));
        case 'f' * 100 + 4:
            return load<float>(array, index);
        case 'f' * 100 + 8:
            return load<double>(array, index);
        default:
            return array.dtype.kind == 'O' ? array.objects[index].as_number() : std::nullopt;
    }
}

NdArray slice(NdArray const& array, std::size_t first, std::size_t count)
{
    ATOLL_EXPECT(!array.shape.empty() && first + count <= array.shape[0]);
    auto const items = row_items(array);
    NdArray part{array.dtype, array.shape, {}, {}};
    part.shape[0] = count;
    if (array.dtype.kind == 'O') {
        auto const begin = array.objects.begin() + static_cast<std::ptrdiff_t>(first * items);
        part.objects.assign(begin, begin + static_cast<std::ptrdiff_t>(count * items));
    } else {
        auto const row_bytes = items * array.dtype.item_size;
        part.data = array.data.substr(first * row_bytes, count * row_bytes);
    }
    return part;
}

PyValue element(NdArray const& array, std::size_t index)
{
    ATOLL_EXPECT(!array.shape.empty() && index < array.shape[0]);
    if (array.shape.size() == 1) {
        return item(array, index);
    }
    auto row = slice(array, index, 1);
    row.shape.erase(row.shape.begin());
    return PyValue::array(std::move(row));
}

NdArray make_array(std::vector<double> const& numbers)
{
    return array_of('f', numbers);
}

NdArray make_array(std::vector<std::int64_t> const& numbers)
{
    return array_of('i', numbers);
}

}  // namespace atl::drops
