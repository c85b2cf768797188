#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atl::drops {

class PyValue;

/// What one element of a numpy array is.
struct DType {
    /// numpy's letter: b boolean, i signed, u unsigned, f real, c complex, S bytes, U text
    /// (UTF-32), O any Python value.
    char kind{'f'};
    std::uint32_t item_size{8};  ///< Bytes.

    friend bool operator==(DType const&, DType const&) = default;
};

/// \p text, for instance "<f8", "f8", "|b1", "U12" or "O", as a type; the byte order is left out.
/// \returns nothing for types that are not known here (records, dates, ...).
[[nodiscard]] std::optional<DType> parse_dtype(std::string_view text);

/// numpy's short name without the byte order: "f8", "U12" (letters, not bytes), "O8".
[[nodiscard]] std::string short_name(DType dtype);

/// The mark of the byte order in which arrays are kept here: '<', or '|' where there is none.
[[nodiscard]] char byte_order(DType dtype) noexcept;

/// An n-dimensional array in C order and little-endian, whatever order it was written in.
///
/// Invariant: `data` holds size() items, or `objects` does when the type is 'O'.
struct NdArray {
    static constexpr std::size_t most_axes = 32;  ///< numpy's own limit: no file has more.

    DType dtype;
    std::vector<std::size_t> shape;  ///< Empty: one item (a 0-dimensional array).
    std::string data;                ///< [size() * dtype.item_size] bytes.
    std::vector<PyValue> objects;    ///< [size()] for type 'O'.

    /// Number of items.
    [[nodiscard]] std::size_t size() const noexcept;
};

/// Product of \p shape. \returns nothing when it, times \p item_size, is 2^62 or more.
[[nodiscard]] std::optional<std::size_t> item_count(std::vector<std::size_t> const& shape,
                                                    std::size_t item_size) noexcept;

/// Item \p index (C order) as a Python value: a numpy scalar, or the object itself.
/// \pre index < array.size().
[[nodiscard]] PyValue item(NdArray const& array, std::size_t index);

/// Item \p index as a real number; nothing when the type is neither number nor boolean.
/// \pre index < array.size().
[[nodiscard]] std::optional<double> number_at(NdArray const& array, std::size_t index);

/// The part [first, first + count) of \p array along axis 0.
/// \pre \p array has an axis 0 that is so long.
[[nodiscard]] NdArray slice(NdArray const& array, std::size_t first, std::size_t count);

/// Element \p index along axis 0: a scalar for one dimension, an array with one less for more.
/// \pre \p array has an axis 0 that is so long.
[[nodiscard]] PyValue element(NdArray const& array, std::size_t index);

/// A one-dimensional array of real numbers.
[[nodiscard]] NdArray make_array(std::vector<double> const& numbers);
/// A one-dimensional array of 64-bit integers.
[[nodiscard]] NdArray make_array(std::vector<std::int64_t> const& numbers);

}  // namespace atl::drops
