#include "drops/hdf5/extents.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

[[noreturn]] void refuse_extents(std::string_view text)
{
    throw Error{ErrorKind::invalid_graph,
                fmt::format("cannot read '{}' as lengths of axes", text),
                "positive whole numbers, for instance [36, 512, 512]; one may be -1: as the data "
                "makes it"};
}

}  // namespace

Extents parse_extents(std::string_view text)
{
    Extents extents;
    auto rest = text;
    constexpr std::string_view between = " \t,x[]()";
    while (true) {
        rest.remove_prefix(std::min(rest.find_first_not_of(between), rest.size()));
        if (rest.empty()) {
            break;
        }
        std::int64_t length = 0;
        auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), length);
        if (error != std::errc{} || length < -1 || length == 0) {
            refuse_extents(text);
        }
        extents.push_back(length < 0 ? 0 : static_cast<std::uint64_t>(length));
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (!rest.empty() && between.find(rest.front()) == std::string_view::npos) {
            refuse_extents(text);
        }
    }
    if (std::ranges::count(extents, 0U) > 1 || extents.size() > 32) {
        refuse_extents(text);
    }
    return extents;
}

Extents fit_extents(Extents shape, std::uint64_t elements)
{
    if (shape.empty()) {
        return {elements};
    }
    std::uint64_t known = 1;
    for (auto const length : shape) {
        if (length != 0 && __builtin_mul_overflow(known, length, &known)) {
            throw Error{ErrorKind::io,
                        fmt::format("shape [{}] is larger than memory", fmt::join(shape, ", "))};
        }
    }
    auto const open = std::ranges::find(shape, 0U);
    bool const fits = open == shape.end() ? known == elements : elements % known == 0;
    if (!fits) {
        throw Error{ErrorKind::io,
                    fmt::format("{} elements were written, but the shape is [{}]",
                                elements,
                                fmt::join(shape, ", "))};
    }
    if (open != shape.end()) {
        *open = elements / known;
    }
    return shape;
}

}  // namespace atl::drops
