#include <cstdint>
#include <tuple>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

/// What is read can be written and shown.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace atl;
    try {
        auto const array = drops::read_npy(std::as_bytes(std::span{data, size}));
        std::ignore = drops::write_npy(array);
        std::ignore = drops::repr(drops::PyValue::array(array));
    } catch (Error const&) {
    }
    return 0;
}
