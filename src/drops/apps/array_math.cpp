#include "drops/apps/array_math.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstring>
#include <limits>
#include <type_traits>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

template <typename T>
constexpr bool is_complex = std::is_same_v<T, std::complex<double>>;

template <typename From, typename To>
void load_as(NdArray const& array, std::vector<To>& numbers)
{
    for (std::size_t index = 0; index < numbers.size(); ++index) {
        From number{};
        std::memcpy(&number, array.data.data() + index * sizeof number, sizeof number);
        numbers[index] = static_cast<To>(number);
    }
}

[[noreturn]] void refuse(NdArray const& array, std::string_view what)
{
    throw Error{ErrorKind::io,
                fmt::format("an array of type '{}' has no {}", short_name(array.dtype), what),
                "arrays of numbers are expected"};
}

/// Numbers of \p array in T, the widest type of its family.
template <typename T>
[[nodiscard]] std::vector<T> load(NdArray const& array)
{
    std::vector<T> numbers(array.size());
    auto const size = array.dtype.item_size;
    switch (array.dtype.kind) {
        case 'b':
        case 'u':
            size == 1   ? load_as<std::uint8_t>(array, numbers)
            : size == 2 ? load_as<std::uint16_t>(array, numbers)
            : size == 4 ? load_as<std::uint32_t>(array, numbers)
                        : load_as<std::uint64_t>(array, numbers);
            break;
        case 'i':
            size == 1   ? load_as<std::int8_t>(array, numbers)
            : size == 2 ? load_as<std::int16_t>(array, numbers)
            : size == 4 ? load_as<std::int32_t>(array, numbers)
                        : load_as<std::int64_t>(array, numbers);
            break;
        case 'f':
            size == 4 ? load_as<float>(array, numbers) : load_as<double>(array, numbers);
            break;
        case 'c':
            if constexpr (is_complex<T>) {
                size == 8 ? load_as<std::complex<float>>(array, numbers)
                          : load_as<std::complex<double>>(array, numbers);
                break;
            }
            [[fallthrough]];
        default:
            refuse(array, "numbers");
    }
    return numbers;
}

template <typename To, typename T>
void store_as(NdArray& array, std::vector<T> const& numbers)
{
    array.data.resize(numbers.size() * sizeof(To));
    for (std::size_t index = 0; index < numbers.size(); ++index) {
        auto const number = static_cast<To>(numbers[index]);
        std::memcpy(array.data.data() + index * sizeof number, &number, sizeof number);
    }
}

template <typename T>
[[nodiscard]] NdArray store(std::vector<T> const& numbers,
                            DType dtype,
                            std::vector<std::size_t> shape)
{
    NdArray array{dtype, std::move(shape), {}, {}};
    if constexpr (is_complex<T>) {
        dtype.item_size == 8 ? store_as<std::complex<float>>(array, numbers)
                             : store_as<std::complex<double>>(array, numbers);
    } else if (dtype.kind == 'f') {
        dtype.item_size == 4 ? store_as<float>(array, numbers) : store_as<double>(array, numbers);
    } else {
        switch (dtype.item_size) {
            case 1:
                store_as<std::uint8_t>(array, numbers);
                break;
            case 2:
                store_as<std::uint16_t>(array, numbers);
                break;
            case 4:
                store_as<std::uint32_t>(array, numbers);
                break;
            default:
                store_as<std::uint64_t>(array, numbers);
        }
    }
    return array;
}

template <typename T>
[[nodiscard]] T joined(T first, T second, Reduction reduction)
{
    if (reduction == Reduction::sum || reduction == Reduction::product) {
        if constexpr (std::is_integral_v<T>) {
            // Unsigned, because numpy's integers wrap round, too.
            auto const a = static_cast<std::uint64_t>(first);
            auto const b = static_cast<std::uint64_t>(second);
            return static_cast<T>(reduction == Reduction::sum ? a + b : a * b);
        } else {
            return reduction == Reduction::sum ? first + second : first * second;
        }
    }
    if constexpr (!is_complex<T>) {
        if constexpr (std::is_floating_point_v<T>) {
            if (std::isnan(first) || std::isnan(second)) {
                return std::numeric_limits<T>::quiet_NaN();
            }
        }
        return reduction == Reduction::maximum ? std::max(first, second) : std::min(first, second);
    }
    return first;
}

[[nodiscard]] bool is_order(Reduction reduction)
{
    return reduction == Reduction::maximum || reduction == Reduction::minimum;
}

[[nodiscard]] DType result_type(DType dtype, Reduction reduction)
{
    auto const is_integer = dtype.kind == 'b' || dtype.kind == 'i' || dtype.kind == 'u';
    if (is_order(reduction) || !is_integer) {
        return dtype;
    }
    return {dtype.kind == 'u' ? 'u' : 'i', 8};
}

/// Calls \p work with a number of the type in which arrays of \p dtype are computed.
template <typename Work>
[[nodiscard]] NdArray with_family(DType dtype, Work work)
{
    switch (dtype.kind) {
        case 'c':
            return work(std::complex<double>{});
        case 'f':
            return work(double{});
        case 'u':
            return work(std::uint64_t{});
        default:
            return work(std::int64_t{});
    }
}

template <typename T>
[[nodiscard]] NdArray reduce_in(NdArray const& array,
                                Reduction reduction,
                                std::vector<bool> const& reduced)
{
    auto const numbers = load<T>(array);
    std::vector<std::size_t> shape;
    std::vector<std::size_t> strides(array.shape.size());
    std::size_t stride = 1;
    for (auto axis = array.shape.size(); axis-- > 0;) {
        strides[axis] = reduced[axis] ? 0 : stride;
        stride *= reduced[axis] ? 1 : array.shape[axis];
    }
    for (std::size_t axis = 0; axis < array.shape.size(); ++axis) {
        if (!reduced[axis]) {
            shape.push_back(array.shape[axis]);
        }
    }
    std::vector<T> results(stride, T(reduction == Reduction::product ? 1 : 0));
    std::vector<bool> started(stride, !is_order(reduction));
    std::vector<std::size_t> index(array.shape.size());
    std::size_t target = 0;
    for (auto const number : numbers) {
        results[target] = started[target] ? joined(results[target], number, reduction) : number;
        started[target] = true;
        for (auto axis = array.shape.size(); axis-- > 0;) {
            target += strides[axis];
            if (++index[axis] < array.shape[axis]) {
                break;
            }
            target -= strides[axis] * array.shape[axis];
            index[axis] = 0;
        }
    }
    return store(results, result_type(array.dtype, reduction), std::move(shape));
}

[[nodiscard]] double median_of(std::vector<double>& numbers)
{
    auto const middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    if (numbers.size() % 2 == 1) {
        return *middle;
    }
    return (*std::max_element(numbers.begin(), middle) + *middle) / 2;
}

}  // namespace

std::optional<std::vector<std::size_t>> parse_axes(PyValue const& value, std::size_t dimensions)
{
    if (value.is_none()) {
        return std::nullopt;
    }
    auto const* const several = value.as_sequence();
    PyValue::Items const one{value};
    std::vector<std::size_t> axes;
    for (auto const& each : several != nullptr ? *several : one) {
        auto const number = each.as_integer();
        auto const count = static_cast<std::int64_t>(dimensions);
        if (!number || *number >= count || *number < -count) {
            throw Error{
                ErrorKind::invalid_graph,
                fmt::format(
                    "axis {} is not one of an array of {} dimensions", repr(each), dimensions),
                "axes count from 0; negative ones from the end"};
        }
        axes.push_back(static_cast<std::size_t>(*number < 0 ? *number + count : *number));
    }
    return axes;
}

NdArray reduce(NdArray const& array,
               Reduction reduction,
               std::optional<std::vector<std::size_t>> const& axes)
{
    if (is_order(reduction) && (array.dtype.kind == 'c' || array.size() == 0)) {
        refuse(array, "maximum or minimum (complex numbers, or none at all)");
    }
    std::vector<bool> reduced(array.shape.size(), !axes.has_value());
    for (auto const axis : axes.value_or(std::vector<std::size_t>{})) {
        reduced[axis] = true;
    }
    return with_family(array.dtype, [&](auto family) {
        return reduce_in<decltype(family)>(array, reduction, reduced);
    });
}

NdArray combine(NdArray const& first, NdArray const& second, Reduction reduction)
{
    if (first.shape != second.shape) {
        throw Error{ErrorKind::io,
                    fmt::format("arrays of shapes ({}) and ({}) cannot be combined",
                                fmt::join(first.shape, ", "),
                                fmt::join(second.shape, ", ")),
                    "all inputs need the same shape"};
    }
    if (is_order(reduction) && (first.dtype.kind == 'c' || second.dtype.kind == 'c')) {
        refuse(first.dtype.kind == 'c' ? first : second, "maximum or minimum");
    }
    constexpr std::string_view by_width = "buifc";
    auto const rank = [&](DType dtype) { return by_width.find(dtype.kind); };
    auto const wider = std::max(first.dtype, second.dtype, [&](DType a, DType b) {
        return std::pair{rank(a), a.item_size} < std::pair{rank(b), b.item_size};
    });
    return with_family(wider, [&](auto family) {
        using T = decltype(family);
        auto results = load<T>(first);
        auto const others = load<T>(second);
        for (std::size_t index = 0; index < results.size(); ++index) {
            results[index] = joined(results[index], others[index], reduction);
        }
        return store(results, wider, first.shape);
    });
}

std::vector<double> average_rows(std::span<double const> rows, std::size_t width, Average average)
{
    auto const count = width == 0 ? 0 : rows.size() / width;
    std::vector<double> averages(width, std::numeric_limits<double>::quiet_NaN());
    std::vector<double> column(count);
    for (std::size_t place = 0; place < width && count > 0; ++place) {
        double sum = 0;
        for (std::size_t row = 0; row < count; ++row) {
            column[row] = rows[row * width + place];
            sum += column[row];
        }
        auto const take_mean = average == Average::mean || std::isnan(sum);
        averages[place] = take_mean ? sum / static_cast<double>(count) : median_of(column);
    }
    return averages;
}

}  // namespace atl::drops
