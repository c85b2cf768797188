#pragma once

#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "atoll/drops/py_value.hpp"

#include "drops/codec/pickle_input.hpp"

namespace atl::drops {

/// Makes what a pickle builds by calling classes and functions: the few that are known here are
/// imitated, none is ever executed.
///
/// Owns all containers of a pickle until release(), so that a damaged one, with containers inside
/// themselves, leaves no memory behind.
class PickleObjects {
  public:
    explicit PickleObjects(PickleInput& input) : input_(input) {}
    ~PickleObjects();
    PickleObjects(PickleObjects const&) = delete;
    PickleObjects& operator=(PickleObjects const&) = delete;

    /// The class or function \p name of \p module. \throws Error{io} when it is not known.
    [[nodiscard]] PyValue global(std::string_view module, std::string_view name) const;
    /// What calling \p function with \p arguments gives. \throws Error{io}.
    [[nodiscard]] PyValue call(PyValue const& function, PyValue const& arguments);
    /// Gives \p object the state \p state. \throws Error{io} when it has none.
    void build(PyValue const& object, PyValue const& state);

    [[nodiscard]] PyValue list(PyValue::Items items);
    [[nodiscard]] PyValue tuple(PyValue::Items items);
    [[nodiscard]] PyValue set(PyValue::Items items);
    [[nodiscard]] PyValue dict(PyValue::Entries entries);

    /// \throws Error{io} when any container, in use or not, is part of itself.
    void check() const;
    /// Leaves the containers to whoever holds them. \pre None is part of itself.
    void release() noexcept;

  private:
    /// numpy.dtype('f8', ...): 'U2' and the like.
    [[nodiscard]] PyValue make_dtype(PyValue::Items const& arguments);
    [[nodiscard]] PyValue make_scalar(PyValue::Items const& arguments);
    [[nodiscard]] PyValue make_array(PyValue::Items const& arguments);
    [[nodiscard]] PyValue empty_array();
    [[nodiscard]] PyValue make_bytes(PyValue::Items const& arguments);
    [[nodiscard]] PyValue make_complex(PyValue::Items const& arguments) const;
    [[nodiscard]] PyValue make_dict(PyValue::Items const& arguments);
    [[nodiscard]] PyValue create_array(PyValue::Items const& arguments);
    [[nodiscard]] PyValue::Items items_of(PyValue::Items const& arguments);

    void build_dtype(PyValue::Type const& type, PyValue::Items const& state);
    void build_array(NdArray& array, PyValue::Items const& state);
    void fill(NdArray& array, PyValue const& dtype, PyValue const& content, bool fortran_order);

    [[nodiscard]] std::vector<std::size_t> shape_of(PyValue const& value) const;
    [[nodiscard]] PyValue::Type const& dtype_of(PyValue const& value) const;

    PickleInput& input_;
    std::vector<std::shared_ptr<PyValue::Items>> sequences_;
    std::vector<std::shared_ptr<PyValue::Entries>> dicts_;
    std::vector<std::shared_ptr<NdArray>> arrays_;
    std::vector<std::shared_ptr<DType>> dtypes_;
    std::unordered_set<DType const*> big_endian_;  ///< Of dtypes_.
};

}  // namespace atl::drops
