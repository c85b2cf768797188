#include "drops/codec/array_order.hpp"

#include <algorithm>

#include "atoll/core/contracts.hpp"

namespace atl::drops {

void swap_bytes(std::string& data, DType dtype)
{
    if (byte_order(dtype) == '|') {
        return;
    }
    // A complex number is two numbers, a text is a row of UTF-32 units.
    std::size_t unit = dtype.item_size;
    if (dtype.kind == 'c') {
        unit /= 2;
    } else if (dtype.kind == 'U') {
        unit = 4;
    }
    ATOLL_EXPECT(data.size() % unit == 0);
    for (auto first = data.begin(); first != data.end();
         first += static_cast<std::ptrdiff_t>(unit)) {
        std::reverse(first, first + static_cast<std::ptrdiff_t>(unit));
    }
}

std::string from_fortran_order(std::string const& data,
                               std::vector<std::size_t> const& shape,
                               std::size_t item_size)
{
    if (shape.size() < 2 || data.empty()) {
        return data;
    }
    std::vector<std::size_t> strides(shape.size());
    std::size_t stride = item_size;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        strides[axis] = stride;
        stride *= shape[axis];
    }
    ATOLL_EXPECT(stride == data.size());
    std::string turned;
    turned.reserve(data.size());
    std::vector<std::size_t> index(shape.size());
    std::size_t offset = 0;
    while (turned.size() < data.size()) {
        turned.append(data, offset, item_size);
        for (auto axis = shape.size(); axis-- > 0;) {
            offset += strides[axis];
            if (++index[axis] < shape[axis]) {
                break;
            }
            offset -= strides[axis] * shape[axis];
            index[axis] = 0;
        }
    }
    return turned;
}

}  // namespace atl::drops
