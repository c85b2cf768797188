#include <cstdint>
#include <tuple>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

/// What is read can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace atl;
    try {
        auto const value = drops::read_pickle(std::as_bytes(std::span{data, size}));
        auto const pickle = drops::write_pickle(value);
        std::ignore = drops::read_pickle(std::as_bytes(std::span{pickle}));
    } catch (Error const&) {
    }
    return 0;
}
