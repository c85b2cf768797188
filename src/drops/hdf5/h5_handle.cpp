#include "drops/hdf5/h5_handle.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

herr_t keep_innermost(unsigned depth, H5E_error2_t const* entry, void* text)
{
    if (depth == 0 && entry->desc != nullptr) {
        *static_cast<std::string*>(text) = entry->desc;
    }
    return 0;
}

[[noreturn]] void fail_in_hdf5(std::string_view doing)
{
    std::string reason = "unknown reason";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, &reason);
    H5Eclear2(H5E_DEFAULT);
    throw Error{ErrorKind::io, fmt::format("cannot {}: {}", doing, reason)};
}

}  // namespace

H5Handle::H5Handle(hid_t id, Close closer, std::string_view doing) : id_(id), close_(closer)
{
    if (id_ < 0) {
        fail_in_hdf5(doing);
    }
}

H5Handle::~H5Handle()
{
    if (id_ >= 0) {
        close_(id_);
    }
}

void H5Handle::close(std::string_view doing)
{
    check_h5(close_(std::exchange(id_, H5I_INVALID_HID)), doing);
}

void check_h5(herr_t status, std::string_view doing)
{
    if (status < 0) {
        fail_in_hdf5(doing);
    }
}

}  // namespace atl::drops
