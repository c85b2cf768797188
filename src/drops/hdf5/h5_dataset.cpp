#include "drops/hdf5/h5_dataset.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

namespace atl::drops {
namespace {

/// HDF5 prints its errors by itself unless told not to; they go into our messages instead.
void be_quiet()
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

std::vector<hsize_t> as_h5(Extents const& extents)
{
    return {extents.begin(), extents.end()};
}

/// HDF5's own locks are off: they fail on file systems without them, and we have ours.
H5Handle access_properties()
{
    H5Handle properties{H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "make file properties"};
    check_h5(H5Pset_file_locking(properties.get(), false, true), "make file properties");
    return properties;
}

H5Handle open_to_write(std::filesystem::path const& file)
{
    std::error_code ignored;
    auto const doing = fmt::format("open HDF5 file '{}'", file.string());
    bool const there = std::filesystem::file_size(file, ignored) > 0 && !ignored;
    auto const access = access_properties();
    return {there ? H5Fopen(file.c_str(), H5F_ACC_RDWR, access.get())
                  : H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()),
            H5Fclose,
            doing};
}

/// Whether every group on the way and the dataset itself are there.
bool link_exists(hid_t file, std::string const& name)
{
    for (auto slash = name.find('/', 1); slash != std::string::npos;
         slash = name.find('/', slash + 1)) {
        if (H5Lexists(file, name.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) {
            return false;
        }
    }
    return H5Lexists(file, name.c_str(), H5P_DEFAULT) > 0;
}

H5Handle creation_properties(DatasetForm const& form)
{
    H5Handle properties{H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make dataset properties"};
    // Without times in the file, the same data is the same file.
    check_h5(H5Pset_obj_track_times(properties.get(), false), "make dataset properties");
    if (!form.chunks.empty()) {
        auto chunks = as_h5(form.chunks);
        for (std::size_t axis = 0; axis < chunks.size(); ++axis) {
            chunks[axis] = std::min<hsize_t>(chunks[axis], std::max<hsize_t>(form.shape[axis], 1));
        }
        check_h5(H5Pset_chunk(properties.get(), static_cast<int>(chunks.size()), chunks.data()),
                 "set the chunks of a dataset");
    }
    return properties;
}

/// An open dataset and the file that keeps it open.
struct OpenDataset {
    H5Handle file;
    H5Handle dataset;
};

OpenDataset open_to_read(DatasetPlace const& place)
{
    be_quiet();
    auto const access = access_properties();
    H5Handle file{H5Fopen(place.file.c_str(), H5F_ACC_RDONLY, access.get()),
                  H5Fclose,
                  fmt::format("open HDF5 file '{}'", place.file.string())};
    H5Handle dataset{H5Dopen2(file.get(), place.name.c_str(), H5P_DEFAULT),
                     H5Dclose,
                     fmt::format("open dataset '{}' of '{}'", place.name, place.file.string())};
    return {std::move(file), std::move(dataset)};
}

std::uint64_t bytes_of(H5Handle const& dataset)
{
    H5Handle const type{H5Dget_type(dataset.get()), H5Tclose, "read a dataset's type"};
    H5Handle const space{H5Dget_space(dataset.get()), H5Sclose, "read a dataset's shape"};
    auto const elements = H5Sget_simple_extent_npoints(space.get());
    return H5Tget_size(type.get()) * static_cast<std::uint64_t>(std::max<hssize_t>(elements, 0));
}

}  // namespace

void write_dataset(DatasetPlace const& place,
                   DatasetForm const& form,
                   std::span<std::byte const> bytes)
{
    be_quiet();
    auto const doing = fmt::format("write dataset '{}' of '{}'", place.name, place.file.string());
    auto file = open_to_write(place.file);
    if (link_exists(file.get(), place.name)) {
        check_h5(H5Ldelete(file.get(), place.name.c_str(), H5P_DEFAULT), doing);
    }
    auto const type = h5_type(form.type);
    auto const lengths = as_h5(form.shape);
    H5Handle const space{
        H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr),
        H5Sclose,
        doing};
    H5Handle const links{H5Pcreate(H5P_LINK_CREATE), H5Pclose, doing};
    check_h5(H5Pset_create_intermediate_group(links.get(), 1), doing);
    auto const properties = creation_properties(form);
    H5Handle dataset{H5Dcreate2(file.get(),
                                place.name.c_str(),
                                type.get(),
                                space.get(),
                                links.get(),
                                properties.get(),
                                H5P_DEFAULT),
                     H5Dclose,
                     doing};
    if (!bytes.empty()) {
        check_h5(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()),
                 doing);
    }
    dataset.close(doing);
    file.close(doing);
}

std::vector<std::byte> read_dataset(DatasetPlace const& place)
{
    auto const open = open_to_read(place);
    H5Handle const type{H5Dget_type(open.dataset.get()), H5Tclose, "read a dataset's type"};
    std::vector<std::byte> bytes(bytes_of(open.dataset));
    if (!bytes.empty()) {
        check_h5(
            H5Dread(open.dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()),
            fmt::format("read dataset '{}' of '{}'", place.name, place.file.string()));
    }
    return bytes;
}

std::uint64_t dataset_bytes(DatasetPlace const& place)
{
    return bytes_of(open_to_read(place).dataset);
}

}  // namespace atl::drops
