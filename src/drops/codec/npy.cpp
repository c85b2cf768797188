#include <cstring>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/codec/array_order.hpp"

namespace atl::drops {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t alignment = 64;

[[noreturn]] void fail(std::string_view why)
{
    throw Error{ErrorKind::io,
                fmt::format("not a numpy file that can be read: {}", why),
                "numpy.save writes such files"};
}

/// What the header of a file says.
struct Header {
    DType dtype;
    bool big_endian{false};
    bool fortran_order{false};
    std::vector<std::size_t> shape;
};

/// Takes the header's text off \p rest.
[[nodiscard]] std::string_view take_header(std::string_view& rest)
{
    constexpr std::size_t version_bytes = 2;
    if (!rest.starts_with(magic) || rest.size() < magic.size() + version_bytes) {
        fail("it does not begin as one");
    }
    auto const major = static_cast<unsigned char>(rest[magic.size()]);
    if (major < 1 || major > 3) {
        fail(fmt::format("version {} is not known", major));
    }
    rest.remove_prefix(magic.size() + version_bytes);
    std::uint32_t length = 0;
    auto const length_bytes = major == 1 ? sizeof(std::uint16_t) : sizeof(std::uint32_t);
    if (rest.size() < length_bytes) {
        fail("it ends in the header");
    }
    std::memcpy(&length, rest.data(), length_bytes);
    rest.remove_prefix(length_bytes);
    if (length > rest.size()) {
        fail("it ends in the header");
    }
    auto const text = rest.substr(0, length);
    rest.remove_prefix(length);
    return text;
}

[[nodiscard]] std::vector<std::size_t> shape_in(PyValue const* value)
{
    auto const* const lengths = value == nullptr ? nullptr : value->as_sequence();
    if (lengths == nullptr || lengths->size() > NdArray::most_axes) {
        fail("the header has no 'shape'");
    }
    std::vector<std::size_t> shape;
    for (auto const& length : *lengths) {
        auto const number = length.as_integer();
        if (!number || *number < 0) {
            fail("a length is not a number");
        }
        shape.push_back(static_cast<std::size_t>(*number));
    }
    return shape;
}

[[nodiscard]] Header parse_header(std::string_view text)
{
    auto const dictionary = parse_literal(text);
    auto const* const descr = dictionary.find("descr");
    auto const* const type_text = descr == nullptr ? nullptr : descr->as_text();
    auto const dtype = type_text == nullptr ? std::nullopt : parse_dtype(*type_text);
    if (!dtype || dtype->kind == 'O') {
        fail(fmt::format("items of type {} cannot be read",
                         descr == nullptr ? "''" : repr(*descr).substr(0, 40)));
    }
    Header header{*dtype, type_text->starts_with('>'), false, shape_in(dictionary.find("shape"))};
    auto const* const order = dictionary.find("fortran_order");
    header.fortran_order = order != nullptr && order->is_true();
    return header;
}

[[nodiscard]] std::string shape_text(std::vector<std::size_t> const& shape)
{
    std::string text = "(";
    for (auto const length : shape) {
        text += fmt::format("{}{}", text.size() > 1 ? ", " : "", length);
    }
    return text + (shape.size() == 1 ? ",)" : ")");
}

}  // namespace

NdArray read_npy(std::span<std::byte const> content)
{
    auto rest = std::string_view{reinterpret_cast<char const*>(content.data()), content.size()};
    auto header = parse_header(take_header(rest));
    auto const count = item_count(header.shape, header.dtype.item_size);
    if (!count || rest.size() < *count * header.dtype.item_size) {
        fail("it is shorter than its shape says");
    }
    NdArray array{header.dtype, std::move(header.shape), {}, {}};
    array.data = rest.substr(0, *count * header.dtype.item_size);
    if (header.fortran_order) {
        array.data = from_fortran_order(array.data, array.shape, array.dtype.item_size);
    }
    if (header.big_endian) {
        swap_bytes(array.data, array.dtype);
    }
    return array;
}

std::string write_npy(NdArray const& array)
{
    if (array.dtype.kind == 'O') {
        throw Error{ErrorKind::io,
                    "an array of Python objects does not go into a numpy file",
                    "use the encoding 'dill' at this port"};
    }
    auto header = fmt::format("{{'descr': '{}{}', 'fortran_order': False, 'shape': {}, }}",
                              byte_order(array.dtype),
                              short_name(array.dtype),
                              shape_text(array.shape));
    // At most 32 lengths of 20 digits: always short enough for version 1.
    auto const before = magic.size() + 2 + sizeof(std::uint16_t);
    while ((before + header.size() + 1) % alignment != 0) {
        header += ' ';
    }
    header += '\n';
    std::string file{magic};
    file += '\x01';
    file += '\0';
    auto const length = static_cast<std::uint16_t>(header.size());
    file.append(reinterpret_cast<char const*>(&length), sizeof length);
    return file + header + array.data;
}

}  // namespace atl::drops
