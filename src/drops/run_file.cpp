#include "atoll/drops/run_file.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <hdf5.h>

#include "atoll/core/error.hpp"

#include "drops/hdf5/h5_handle.hpp"

namespace atl::drops {
namespace {

/// Where each column of a row stands in memory and in the file; no padding.
struct Layout {
    explicit Layout(std::size_t uid_bytes) : uid(std::max<std::size_t>(1, uid_bytes)) {}
    std::size_t uid;
    [[nodiscard]] std::size_t template_index() const { return uid; }
    [[nodiscard]] std::size_t state() const { return template_index() + 4; }
    [[nodiscard]] std::size_t rank() const { return state() + 1; }
    [[nodiscard]] std::size_t start() const { return rank() + 4; }
    [[nodiscard]] std::size_t end() const { return start() + 8; }
    [[nodiscard]] std::size_t tries() const { return end() + 8; }
    [[nodiscard]] std::size_t bytes() const { return tries() + 1; }
    [[nodiscard]] std::size_t exit_code() const { return bytes() + 8; }
    [[nodiscard]] std::size_t size() const { return exit_code() + 4; }
};

H5Handle text_type(std::size_t size)
{
    H5Handle type{H5Tcopy(H5T_C_S1), H5Tclose, "make a text type"};
    H5Tset_size(type.get(), size);
    H5Tset_strpad(type.get(), H5T_STR_NULLPAD);
    H5Tset_cset(type.get(), H5T_CSET_UTF8);
    return type;
}

H5Handle state_type()
{
    H5Handle type{H5Tenum_create(H5T_NATIVE_UINT8), H5Tclose, "make an enumeration"};
    for (std::uint8_t value = 0; value < drop_state_count; ++value) {
        std::string const name{to_string(static_cast<DropState>(value))};
        check_h5(H5Tenum_insert(type.get(), name.c_str(), &value), "name a drop state");
    }
    return type;
}

H5Handle row_type(Layout const& layout)
{
    H5Handle type{H5Tcreate(H5T_COMPOUND, layout.size()), H5Tclose, "make a row type"};
    auto const uid = text_type(layout.uid);
    auto const state = state_type();
    std::pair<char const*, std::pair<std::size_t, hid_t>> const columns[]{
        {"uid", {0, uid.get()}},
        {"template", {layout.template_index(), H5T_NATIVE_UINT32}},
        {"state", {layout.state(), state.get()}},
        {"rank", {layout.rank(), H5T_NATIVE_UINT32}},
        {"start", {layout.start(), H5T_NATIVE_DOUBLE}},
        {"end", {layout.end(), H5T_NATIVE_DOUBLE}},
        {"tries", {layout.tries(), H5T_NATIVE_UINT8}},
        {"bytes", {layout.bytes(), H5T_NATIVE_UINT64}},
        {"exit_code", {layout.exit_code(), H5T_NATIVE_INT32}},
    };
    for (auto const& [name, place] : columns) {
        check_h5(H5Tinsert(type.get(), name, place.first, place.second), "name a column");
    }
    return type;
}

void write_texts(hid_t file, char const* name, std::vector<std::string> const& texts)
{
    std::size_t longest = 1;
    for (auto const& text : texts) {
        longest = std::max(longest, text.size());
    }
    std::vector<char> cells(longest * texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::ranges::copy(texts[i], cells.begin() + static_cast<std::ptrdiff_t>(i * longest));
    }
    auto const type = text_type(longest);
    hsize_t const count = texts.size();
    H5Handle const space{H5Screate_simple(1, &count, nullptr), H5Sclose, "make a data space"};
    H5Handle const set{
        H5Dcreate2(file, name, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Dclose,
        "make a dataset"};
    if (count > 0) {
        check_h5(H5Dwrite(set.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data()),
                 "write a dataset");
    }
}

void write_attribute(hid_t file, std::string const& name, std::string const& text)
{
    auto const type = text_type(std::max<std::size_t>(1, text.size()));
    H5Handle const space{H5Screate(H5S_SCALAR), H5Sclose, "make a data space"};
    H5Handle const attribute{
        H5Acreate2(file, name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT),
        H5Aclose,
        "make an attribute"};
    check_h5(H5Awrite(attribute.get(), type.get(), text.c_str()), "write an attribute");
}

H5Handle row_dataset(hid_t file, hid_t type, hsize_t drops)
{
    H5Handle const space{H5Screate_simple(1, &drops, nullptr), H5Sclose, "make a data space"};
    H5Handle const properties{H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make a property list"};
    if (drops > 0) {
        hsize_t const chunk = std::min<hsize_t>(drops, RunFile::chunk_rows);
        check_h5(H5Pset_chunk(properties.get(), 1, &chunk), "set a chunk size");
        H5Pset_shuffle(properties.get());
        H5Pset_deflate(properties.get(), 1);
    }
    return {
        H5Dcreate2(file, "drops", type, space.get(), H5P_DEFAULT, properties.get(), H5P_DEFAULT),
        H5Dclose,
        "make dataset 'drops'"};
}

}  // namespace

/// Errors come as exceptions: HDF5 shall neither print them, nor complain at the program's end of
/// a file that had no room to be closed.
struct QuietLibrary {
    QuietLibrary()
    {
        H5dont_atexit();
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    }
};

class RunFile::Impl {
  public:
    Impl(std::filesystem::path target, std::uint64_t drops, std::size_t uid_bytes)
        : target_(std::move(target)),
          aside_(target_.parent_path() / ("." + target_.filename().string() + ".part")),
          layout_(uid_bytes),
          type_(row_type(layout_)),
          file_(std::make_unique<H5Handle>(
              H5Fcreate(aside_.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT),
              H5Fclose,
              "create a file")),
          rows_(std::make_unique<H5Handle>(row_dataset(file_->get(), type_.get(), drops)))
    {
    }

    void append(std::span<RunRow const> rows)
    {
        write(written_, rows);
        written_ += rows.size();
    }

    void write(hsize_t first, std::span<RunRow const> rows)
    {
        std::vector<std::byte> cells(rows.size() * layout_.size());
        auto* cell = cells.data();
        for (auto const& row : rows) {
            fill(cell, row);
            cell += layout_.size();
        }
        hsize_t const count = rows.size();
        H5Handle const memory{H5Screate_simple(1, &count, nullptr), H5Sclose, "make a data space"};
        H5Handle const space{H5Dget_space(rows_->get()), H5Sclose, "read a data space"};
        check_h5(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &first, nullptr, &count, nullptr),
                 "select rows");
        check_h5(
            H5Dwrite(
                rows_->get(), type_.get(), memory.get(), space.get(), H5P_DEFAULT, cells.data()),
            "write rows");
    }

    void close(RunSummary const& summary)
    {
        for (auto const& [name, text] : summary.attributes) {
            write_attribute(file_->get(), name, text);
        }
        write_texts(file_->get(), "templates", summary.templates);
        std::vector<std::string> uids;
        std::vector<std::string> reasons;
        for (auto const& failure : summary.failures) {
            uids.push_back(failure.uid);
            reasons.push_back(failure.reason);
        }
        write_texts(file_->get(), "failed_uids", uids);
        write_texts(file_->get(), "failed_reasons", reasons);
        check_h5(H5Fflush(file_->get(), H5F_SCOPE_GLOBAL), "write the file");
        rows_.reset();
        file_.reset();
        std::error_code failure;
        std::filesystem::rename(aside_, target_, failure);
        if (failure) {
            throw Error{
                ErrorKind::io,
                fmt::format(
                    "cannot put '{}' in its place: {}", target_.string(), failure.message())};
        }
    }

  private:
    template <typename T>
    static void put(std::byte* row, std::size_t offset, T const& value)
    {
        std::memcpy(row + offset, &value, sizeof(T));
    }

    void fill(std::byte* cell, RunRow const& row) const
    {
        std::memcpy(cell, row.uid.data(), std::min(row.uid.size(), layout_.uid));
        put(cell, layout_.template_index(), row.template_index);
        put(cell, layout_.state(), row.state);
        put(cell, layout_.rank(), row.rank);
        put(cell, layout_.start(), row.start);
        put(cell, layout_.end(), row.end);
        put(cell, layout_.tries(), row.tries);
        put(cell, layout_.bytes(), row.bytes);
        put(cell, layout_.exit_code(), row.exit_code);
    }

    QuietLibrary quiet_;  // before any identifier is made
    std::filesystem::path target_;
    std::filesystem::path aside_;
    Layout layout_;
    H5Handle type_;
    std::unique_ptr<H5Handle> file_;
    std::unique_ptr<H5Handle> rows_;
    hsize_t written_{0};
};

RunFile::RunFile(std::filesystem::path file, std::uint64_t drops, std::size_t uid_bytes)
    : impl_(std::make_unique<Impl>(std::move(file), drops, uid_bytes))
{
}

RunFile::~RunFile() = default;

void RunFile::append(std::span<RunRow const> rows)
{
    if (!rows.empty()) {
        impl_->append(rows);
    }
}

void RunFile::write(std::uint64_t first, std::span<RunRow const> rows)
{
    if (!rows.empty()) {
        impl_->write(first, rows);
    }
}

void RunFile::close(RunSummary const& summary)
{
    impl_->close(summary);
}

}  // namespace atl::drops
