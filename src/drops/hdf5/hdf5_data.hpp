#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "drops/data/memory_data.hpp"
#include "drops/data_kind.hpp"
#include "drops/file_path.hpp"
#include "drops/hdf5/element_type.hpp"
#include "drops/hdf5/extents.hpp"

namespace atl::drops {

/// What all HDF5 drops of a template have in common.
struct Hdf5Rule {
    PathRule path;
    Lookup parameter;     ///< The template's own parameters, for tokens in path and dataset.
    std::string dataset;  ///< Name in the file; tokens as in the path.
    ElementType type;
    bool type_is_stated{false};  ///< Else whatever type a dataset has that is there before.
    Extents shape;               ///< Empty: one axis, as long as the data makes it.
    Extents chunks;              ///< Empty: contiguous.
    std::filesystem::path scratch_folder;
    IoThread* io{nullptr};  ///< For reading and publishing; nullptr: neither will happen.
};

/// Datasets of HDF5 files. What producers write is gathered in memory and becomes the dataset when
/// all have finished.
///
/// Several drops, also of several ranks, may be datasets of one file: each takes the file's lock
/// (beside it: sessions share the file), adds its dataset to a copy and renames the copy, so the
/// file is whole at any time. Readers get the dataset's bytes, processes the file's path.
class Hdf5Data final : public DataKind {
  public:
    explicit Hdf5Data(Hdf5Rule rule);

    [[nodiscard]] std::unique_ptr<Content> make(ContentRequest const& request) const override;
    /// Bytes travel to the owner; from there on the file is enough.
    [[nodiscard]] Carriage carriage(Standing standing) const noexcept override;
    /// The file may hold other drops' datasets too.
    [[nodiscard]] AfterUse after_use() const noexcept override { return AfterUse::keep; }
    [[nodiscard]] bool has_path() const noexcept override { return true; }
    [[nodiscard]] bool empty_by_default() const noexcept override { return false; }

  private:
    Hdf5Rule rule_;
    MemoryData gathering_;
};

}  // namespace atl::drops
