#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <hdf5.h>

namespace atl::drops {

/// Owner of an HDF5 identifier. Used on the thread that uses HDF5: the I/O thread, or that of a
/// RunFile.
class H5Handle {
  public:
    using Close = herr_t (*)(hid_t);

    /// Takes \p id over. \p closer closes it. \throws Error{io} "cannot <doing>: <reason>" when it
    /// is invalid.
    H5Handle(hid_t id, Close closer, std::string_view doing);
    H5Handle(H5Handle&& other) noexcept
        : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_)
    {
    }
    H5Handle(H5Handle const&) = delete;
    H5Handle& operator=(H5Handle const&) = delete;
    H5Handle& operator=(H5Handle&&) = delete;
    ~H5Handle();

    [[nodiscard]] hid_t get() const noexcept { return id_; }
    /// Closes now, to see what the last write said. \throws Error{io}
    void close(std::string_view doing);

  private:
    hid_t id_;
    Close close_;
};

/// \throws Error{io} "cannot <doing>: <HDF5's reason>" when \p status is negative.
void check_h5(herr_t status, std::string_view doing);

}  // namespace atl::drops
