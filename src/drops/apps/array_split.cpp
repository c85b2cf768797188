#include "drops/apps/array_split.hpp"

#include "atoll/core/contracts.hpp"
#include "atoll/drops/py_value.hpp"

namespace atl::drops {
namespace {

/// Appends \p count items of \p from, beginning at item \p first, to \p to.
void append_items(NdArray& to, NdArray const& from, std::size_t first, std::size_t count)
{
    if (from.dtype.kind == 'O') {
        auto const begin = from.objects.begin() + static_cast<std::ptrdiff_t>(first);
        to.objects.insert(to.objects.end(), begin, begin + static_cast<std::ptrdiff_t>(count));
    } else {
        auto const bytes = from.dtype.item_size;
        to.data.append(from.data, first * bytes, count * bytes);
    }
}

}  // namespace

std::vector<NdArray> array_split(NdArray const& array, std::size_t parts, std::size_t axis)
{
    ATOLL_EXPECT(parts > 0 && axis < array.shape.size());
    std::size_t outer = 1;
    std::size_t inner = 1;
    for (std::size_t index = 0; index < array.shape.size(); ++index) {
        (index < axis ? outer : inner) *= index == axis ? 1 : array.shape[index];
    }
    auto const length = array.shape[axis];
    std::vector<NdArray> pieces;
    std::size_t first = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        auto const count = length / parts + (part < length % parts ? 1 : 0);
        NdArray piece{array.dtype, array.shape, {}, {}};
        piece.shape[axis] = count;
        for (std::size_t block = 0; block < outer; ++block) {
            append_items(piece, array, (block * length + first) * inner, count * inner);
        }
        pieces.push_back(std::move(piece));
        first += count;
    }
    return pieces;
}

}  // namespace atl::drops
