#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "drops/hdf5/element_type.hpp"
#include "drops/hdf5/extents.hpp"

namespace atl::drops {

/// A dataset and the file that it is in.
struct DatasetPlace {
    std::filesystem::path file;
    std::string name;  ///< With '/' between groups.
};

/// What a dataset is like.
struct DatasetForm {
    ElementType type;
    Extents shape;   ///< All lengths known.
    Extents chunks;  ///< Empty: contiguous; else as many axes as the shape.
};

/// Adds (or replaces) a dataset in \p place.file, which is created when it is not there.
/// On the I/O thread. A crash may leave the file damaged: give it a copy. \throws Error{io}
void write_dataset(DatasetPlace const& place,
                   DatasetForm const& form,
                   std::span<std::byte const> bytes);

/// All elements, as they lie in the file. On the I/O thread. \throws Error{io}
[[nodiscard]] std::vector<std::byte> read_dataset(DatasetPlace const& place);

/// Bytes that read_dataset() would give. On the I/O thread. \throws Error{io}
[[nodiscard]] std::uint64_t dataset_bytes(DatasetPlace const& place);

}  // namespace atl::drops
