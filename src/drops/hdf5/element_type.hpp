#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "drops/hdf5/h5_handle.hpp"

namespace atl::drops {

/// Type of a dataset's elements, by numpy's names: float32, <f4, int64, complex64, ...
struct ElementType {
    enum class Class : std::uint8_t { integer, natural, real, complex };
    enum class Order : std::uint8_t { little, big };

    Class kind{Class::natural};
    std::size_t size{1};  ///< Bytes of one element; of both parts of a complex one.
    Order order{Order::little};

    /// \throws Error{invalid_graph} for a name that numpy does not know or HDF5 cannot keep.
    [[nodiscard]] static ElementType parse(std::string_view name);
};

/// \p type for HDF5; complex is a compound of r and i, as h5py reads it. On the I/O thread.
[[nodiscard]] H5Handle h5_type(ElementType const& type);

}  // namespace atl::drops
