#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "atoll/drops/py_value.hpp"

/// How content of data drops and Python values become one another. Thread-safe; nothing here ever
/// executes what it reads, and memory stays in proportion to the input.
namespace atl::drops {

/// Reads a pickle (protocols 0 to 5) of the types that PyValue knows; dill's pickles of them, too.
/// \throws Error{io} when it is damaged, or names a class or function that is not known here.
[[nodiscard]] PyValue read_pickle(std::span<std::byte const> content);
/// A pickle of protocol 4, which Python's pickle and dill read.
[[nodiscard]] std::string write_pickle(PyValue const& value);

/// Reads a numpy file (versions 1 to 3). \throws Error{io}.
[[nodiscard]] NdArray read_npy(std::span<std::byte const> content);
/// A numpy file of version 1. \throws Error{io} for an array of objects.
[[nodiscard]] std::string write_npy(NdArray const& array);

/// Reads what Python's `ast.literal_eval` reads: numbers, text, bytes, lists, tuples, dicts, sets,
/// None, True and False. \throws Error{io} with the position when it is something else.
[[nodiscard]] PyValue parse_literal(std::string_view text);

/// Reads a JSON text as Python's `json.loads` does. \throws Error{io} with the position.
[[nodiscard]] PyValue parse_json(std::string_view text);

/// \p value as numpy's `array()` makes one of it. \throws Error{io} for lists of unequal length.
[[nodiscard]] NdArray to_array(PyValue const& value);

/// Content read by the port encoding \p encoding: dill, pickle, npy, eval, utf-8, raw or binary.
///
/// Content that is recognisably a pickle or a numpy file is read as such whatever the encoding
/// says: DALiuGE's built-in apps write pickles to every port. \throws Error{io}.
[[nodiscard]] PyValue decode(std::string_view encoding, std::span<std::byte const> content);
/// \p value written by the port encoding \p encoding, as decode() reads it; an unknown one is dill.
/// \throws Error{io} when the value does not fit (raw: neither text nor bytes).
[[nodiscard]] std::string encode(std::string_view encoding, PyValue const& value);

}  // namespace atl::drops
