#include <cstdint>
#include <tuple>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

/// What is read as a literal has a notation, and can become an array or say why not.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace atl;
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    for (auto* const parse : {drops::parse_literal, drops::parse_json}) {
        try {
            auto const value = parse(text);
            std::ignore = drops::repr(value);
            std::ignore = drops::to_array(value);
        } catch (Error const&) {
        }
    }
    return 0;
}
