#include "atoll/core/secret.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sys/random.h>

#include "atoll/core/error.hpp"

namespace atl {
namespace {

void wipe(std::span<std::byte, Secret::size> bytes) noexcept
{
    ::explicit_bzero(bytes.data(), bytes.size());
}

}  // namespace

Secret::Secret(std::span<std::byte const, size> bytes) noexcept
{
    std::ranges::copy(bytes, bytes_.begin());
}

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_)
{
    wipe(other.bytes_);
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        bytes_ = other.bytes_;
        wipe(other.bytes_);
    }
    return *this;
}

Secret::~Secret()
{
    wipe(bytes_);
}

Secret Secret::make()
{
    std::array<std::byte, size> bytes{};
    // Requests of up to 256 bytes are answered whole.
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<::ssize_t>(size)) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot get random bytes from the system ({})", errno_text(errno))};
    }
    Secret secret{bytes};
    wipe(bytes);
    return secret;
}

}  // namespace atl
