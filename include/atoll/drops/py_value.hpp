#pragma once

#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "atoll/drops/nd_array.hpp"

namespace atl::drops {

/// A value as Python's components exchange them: the plain types, and numpy arrays and scalars.
///
/// Cheap to copy: text and containers are shared between copies and are not changed once built.
class PyValue {
  public:
    using Items = std::vector<PyValue>;
    using Entries = std::vector<std::pair<PyValue, PyValue>>;
    using Complex = std::complex<double>;

    struct Text {
        std::shared_ptr<std::string const> utf8;
    };
    struct Bytes {
        std::shared_ptr<std::string const> content;
    };
    /// An integer of more than 64 bits: two's complement, little-endian, as few bytes as will do.
    struct BigInteger {
        std::shared_ptr<std::string const> twos_complement;
    };
    struct List {
        std::shared_ptr<Items> items;
    };
    struct Tuple {
        std::shared_ptr<Items> items;
    };
    struct Set {
        std::shared_ptr<Items> items;
    };
    /// Entries in their order; of equal keys the last one counts.
    struct Dict {
        std::shared_ptr<Entries> entries;
    };
    struct Array {
        std::shared_ptr<NdArray> array;
    };
    /// A numpy scalar: an array without dimensions that Python treats as a number.
    struct Scalar {
        std::shared_ptr<NdArray const> item;  ///< Shape {}.
    };
    /// A numpy dtype as a value.
    struct Type {
        std::shared_ptr<DType> dtype;
    };
    /// A class or function that a pickle names, one of the few that are known here.
    struct Global {
        std::shared_ptr<std::string const> name;
    };
    using Storage = std::variant<std::monostate,
                                 bool,
                                 std::int64_t,
                                 double,
                                 Complex,
                                 BigInteger,
                                 Text,
                                 Bytes,
                                 List,
                                 Tuple,
                                 Set,
                                 Dict,
                                 Array,
                                 Scalar,
                                 Type,
                                 Global>;

    PyValue() = default;  ///< None
    explicit PyValue(Storage storage) : storage_(std::move(storage)) {}

    [[nodiscard]] static PyValue boolean(bool value) { return PyValue{Storage{value}}; }
    [[nodiscard]] static PyValue integer(std::int64_t value) { return PyValue{Storage{value}}; }
    [[nodiscard]] static PyValue real(double value) { return PyValue{Storage{value}}; }
    [[nodiscard]] static PyValue text(std::string utf8);
    [[nodiscard]] static PyValue bytes(std::string content);
    [[nodiscard]] static PyValue list(Items items);
    [[nodiscard]] static PyValue tuple(Items items);
    [[nodiscard]] static PyValue set(Items items);
    [[nodiscard]] static PyValue dict(Entries entries);
    [[nodiscard]] static PyValue array(NdArray array);
    /// \pre \p item has shape {}.
    [[nodiscard]] static PyValue scalar(NdArray item);

    [[nodiscard]] Storage const& storage() const noexcept { return storage_; }
    [[nodiscard]] bool is_none() const noexcept { return storage_.index() == 0; }

    /// The alternative \p T of the storage, or nullptr.
    template <typename T>
    [[nodiscard]] T const* get() const noexcept
    {
        return std::get_if<T>(&storage_);
    }
    /// Text, or nullptr.
    [[nodiscard]] std::string const* as_text() const noexcept;
    /// Bytes, or nullptr.
    [[nodiscard]] std::string const* as_bytes() const noexcept;
    /// Items of a list or tuple, or nullptr.
    [[nodiscard]] Items const* as_sequence() const noexcept;
    /// The array, or nullptr.
    [[nodiscard]] NdArray const* as_array() const noexcept;

    /// A number, boolean, numpy scalar, array of one item, or text that reads as a number; nothing
    /// otherwise.
    [[nodiscard]] std::optional<double> as_number() const;
    /// The same where it is a whole number of 64 bits.
    [[nodiscard]] std::optional<std::int64_t> as_integer() const;
    /// Python's truth value, except that the texts "0", "0.0", "false", "no" and "none" (any case)
    /// are false.
    [[nodiscard]] bool is_true() const;
    /// Value of dictionary key \p key, or nullptr.
    [[nodiscard]] PyValue const* find(std::string_view key) const noexcept;

    /// Python's name of the type: "int", "list", "numpy.ndarray", ...
    [[nodiscard]] std::string_view type_name() const noexcept;

  private:
    Storage storage_;
};

/// What Python's str() gives.
[[nodiscard]] std::string str(PyValue const& value);
/// What Python's repr() gives, except that arrays and numpy scalars are written as plain lists and
/// numbers, so that parse_literal() reads them.
[[nodiscard]] std::string repr(PyValue const& value);

}  // namespace atl::drops
