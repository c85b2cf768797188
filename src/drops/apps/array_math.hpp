#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "atoll/drops/nd_array.hpp"
#include "atoll/drops/py_value.hpp"

namespace atl::drops {

/// How many numbers become one.
enum class Reduction : std::uint8_t { sum, product, maximum, minimum };

/// Axes of an array of \p dimensions dimensions that \p value (None, a number, or a list of
/// numbers; negative ones count from the end) names; nothing for None.
/// \throws Error{invalid_graph} for an axis that the array does not have.
[[nodiscard]] std::optional<std::vector<std::size_t>> parse_axes(PyValue const& value,
                                                                 std::size_t dimensions);

/// \p array with \p axes reduced away, all of them when there is nothing. Sums and products of
/// integers have 64 bits; everything else keeps its type. NaN spreads.
/// \throws Error{io} for types without numbers, and for the maximum of complex or no numbers.
[[nodiscard]] NdArray reduce(NdArray const& array,
                             Reduction reduction,
                             std::optional<std::vector<std::size_t>> const& axes);

/// Item by item, of two arrays of the same shape. \throws Error{io} when the shapes differ.
[[nodiscard]] NdArray combine(NdArray const& first, NdArray const& second, Reduction reduction);

/// What mean() and median() are called in graphs.
enum class Average : std::uint8_t { mean, median };

/// Average of all rows, column by column; NaN where there are none, or one is NaN.
/// \p rows holds whole rows one after the other, each of \p width numbers.
[[nodiscard]] std::vector<double> average_rows(std::span<double const> rows,
                                               std::size_t width,
                                               Average average);

}  // namespace atl::drops
