#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
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

/// What a dataset must be like that is read.
struct ExpectedForm {
    std::optional<ElementType> type;  ///< Nothing: any plain type.
    Extents shape;                    ///< 0: any length; empty: any shape.
};

/// Adds (or replaces) a dataset in \p place.file, which is created when it is not there.
/// On the I/O thread. A crash may leave the file damaged: give it a copy. \throws Error{io}, too
/// when something else than a dataset has this name.
void write_dataset(DatasetPlace const& place,
                   DatasetForm const& form,
                   std::span<std::byte const> bytes);

/// All elements, in the expected byte order, else as they lie in the file. On the I/O thread.
/// \throws Error{io} when it is not as expected, or its elements are references, texts or lists of
/// lengths of their own, whose bytes mean nothing outside the file.
[[nodiscard]] std::vector<std::byte> read_dataset(DatasetPlace const& place,
                                                  ExpectedForm const& expected = {});

/// Bytes that read_dataset() would give. On the I/O thread. \throws Error{io}
[[nodiscard]] std::uint64_t dataset_bytes(DatasetPlace const& place,
                                          ExpectedForm const& expected = {});

}  // namespace atl::drops
