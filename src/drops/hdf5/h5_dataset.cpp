#include "drops/hdf5/h5_dataset.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"

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

/// Whether what is called \p name, which is there, is a dataset.
bool is_dataset(hid_t file, std::string const& name)
{
    H5O_info_t facts;
    return H5Oget_info_by_name(file, name.c_str(), &facts, H5P_DEFAULT) >= 0 &&
           facts.type == H5O_TYPE_DATASET;
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

/// Whether elements of \p type are bytes that mean the same everywhere.
bool has_plain_elements(hid_t type)
{
    return H5Tdetect_class(type, H5T_VLEN) <= 0 && H5Tdetect_class(type, H5T_REFERENCE) <= 0 &&
           H5Tis_variable_str(type) <= 0;
}

Extents shape_of(H5Handle const& dataset)
{
    H5Handle const space{H5Dget_space(dataset.get()), H5Sclose, "read a dataset's shape"};
    std::vector<hsize_t> lengths(
        static_cast<std::size_t>(std::max(H5Sget_simple_extent_ndims(space.get()), 0)));
    H5Sget_simple_extent_dims(space.get(), lengths.data(), nullptr);
    return {lengths.begin(), lengths.end()};
}

bool fits(Extents const& shape, Extents const& expected)
{
    return expected.empty() ||
           std::ranges::equal(shape, expected, [](std::uint64_t is, std::uint64_t wanted) {
               return wanted == 0 || is == wanted;
           });
}

[[noreturn]] void refuse_dataset(DatasetPlace const& place,
                                 std::string_view why,
                                 std::string_view hint)
{
    throw Error{ErrorKind::io,
                fmt::format("dataset '{}' of '{}' {}", place.name, place.file.string(), why),
                std::string{hint}};
}

void require(H5Handle const& dataset, ExpectedForm const& expected, DatasetPlace const& place)
{
    H5Handle const type{H5Dget_type(dataset.get()), H5Tclose, "read a dataset's type"};
    if (!has_plain_elements(type.get())) {
        refuse_dataset(place,
                       "has texts, lists or references whose bytes mean nothing outside the file",
                       "give the file's path to the app, or store elements of a fixed size");
    }
    if (expected.type) {
        auto const wanted = h5_type(*expected.type);
        if (H5Tget_class(type.get()) != H5Tget_class(wanted.get()) ||
            H5Tget_size(type.get()) != H5Tget_size(wanted.get())) {
            refuse_dataset(place, "has another type than the drop's 'dtype'", "change the 'dtype'");
        }
    }
    if (auto const shape = shape_of(dataset); !fits(shape, expected.shape)) {
        refuse_dataset(place,
                       fmt::format("has the shape [{}], not [{}] as the drop's 'shape' says",
                                   fmt::join(shape, ", "),
                                   fmt::join(expected.shape, ", ")),
                       "change the 'shape'");
    }
}

/// The type in which elements are read: the expected one, which gives the byte order.
H5Handle memory_type(H5Handle const& dataset, ExpectedForm const& expected)
{
    return expected.type ? h5_type(*expected.type)
                         : H5Handle{H5Dget_type(dataset.get()), H5Tclose, "read a dataset's type"};
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
        if (!is_dataset(file.get(), place.name)) {
            refuse_dataset(
                place, "is a group in the file", "give the drop's 'dataset' another name");
        }
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

std::vector<std::byte> read_dataset(DatasetPlace const& place, ExpectedForm const& expected)
{
    auto const open = open_to_read(place);
    require(open.dataset, expected, place);
    auto const type = memory_type(open.dataset, expected);
    std::vector<std::byte> bytes(bytes_of(open.dataset));
    if (!bytes.empty()) {
        check_h5(
            H5Dread(open.dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()),
            fmt::format("read dataset '{}' of '{}'", place.name, place.file.string()));
    }
    return bytes;
}

std::uint64_t dataset_bytes(DatasetPlace const& place, ExpectedForm const& expected)
{
    auto const open = open_to_read(place);
    require(open.dataset, expected, place);
    return bytes_of(open.dataset);
}

}  // namespace atl::drops
