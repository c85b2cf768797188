#include "drops/hdf5/element_type.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

using Class = ElementType::Class;
using Order = ElementType::Order;

struct Named {
    std::string_view name;
    Class kind;
};

constexpr std::array<Named, 4> long_names{Named{"int", Class::integer},
                                          Named{"uint", Class::natural},
                                          Named{"float", Class::real},
                                          Named{"complex", Class::complex}};
constexpr std::array<Named, 4> letters{Named{"i", Class::integer},
                                       Named{"u", Class::natural},
                                       Named{"f", Class::real},
                                       Named{"c", Class::complex}};

/// Smallest and largest size in bytes.
bool exists(Class kind, std::size_t size)
{
    switch (kind) {
        case Class::integer:
        case Class::natural:
            return size == 1 || size == 2 || size == 4 || size == 8;
        case Class::real:
            return size == 4 || size == 8;
        case Class::complex:
            return size == 8 || size == 16;
    }
    return false;
}

hid_t base_type(ElementType const& type)
{
    bool const little = type.order == Order::little;
    auto const pick = [little](hid_t le, hid_t be) { return little ? le : be; };
    auto const real_size = type.kind == Class::complex ? type.size / 2 : type.size;
    if (type.kind == Class::real || type.kind == Class::complex) {
        return real_size == 4 ? pick(H5T_IEEE_F32LE, H5T_IEEE_F32BE)
                              : pick(H5T_IEEE_F64LE, H5T_IEEE_F64BE);
    }
    bool const is_signed = type.kind == Class::integer;
    switch (type.size) {
        case 1:
            return is_signed ? H5T_STD_I8LE : H5T_STD_U8LE;
        case 2:
            return is_signed ? pick(H5T_STD_I16LE, H5T_STD_I16BE)
                             : pick(H5T_STD_U16LE, H5T_STD_U16BE);
        case 4:
            return is_signed ? pick(H5T_STD_I32LE, H5T_STD_I32BE)
                             : pick(H5T_STD_U32LE, H5T_STD_U32BE);
        default:
            return is_signed ? pick(H5T_STD_I64LE, H5T_STD_I64BE)
                             : pick(H5T_STD_U64LE, H5T_STD_U64BE);
    }
}

}  // namespace

ElementType ElementType::parse(std::string_view name)
{
    auto rest = name;
    ElementType type;
    if (!rest.empty() && (rest.front() == '<' || rest.front() == '>' || rest.front() == '|' ||
                          rest.front() == '=')) {
        type.order = rest.front() == '>' ? Order::big : Order::little;
        rest.remove_prefix(1);
    }
    bool in_bits = false;
    bool known = false;
    for (auto const& names : {long_names, letters}) {
        for (auto const& candidate : names) {
            auto const tail = rest.substr(std::min(rest.size(), candidate.name.size()));
            bool const number_follows = !tail.empty() && tail.front() >= '0' && tail.front() <= '9';
            if (!known && rest.starts_with(candidate.name) && number_follows) {
                known = true;
                in_bits = candidate.name.size() > 1;
                type.kind = candidate.kind;
                rest = tail;
            }
        }
    }
    std::size_t size = 0;
    auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
    bool whole = error == std::errc{} && end == rest.data() + rest.size();
    type.size = in_bits ? size / 8 : size;
    whole = whole && (!in_bits || size % 8 == 0);
    if (!known || !whole || !exists(type.kind, type.size)) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("unknown dtype '{}'", name),
                    "int8 to int64, uint8 to uint64, float32, float64, complex64, complex128, or "
                    "numpy's short names such as <f4"};
    }
    return type;
}

H5Handle h5_type(ElementType const& type)
{
    if (type.kind != Class::complex) {
        return {H5Tcopy(base_type(type)), H5Tclose, "make a number type"};
    }
    H5Handle compound{H5Tcreate(H5T_COMPOUND, type.size), H5Tclose, "make a complex type"};
    check_h5(H5Tinsert(compound.get(), "r", 0, base_type(type)), "make a complex type");
    check_h5(H5Tinsert(compound.get(), "i", type.size / 2, base_type(type)), "make a complex type");
    return compound;
}

}  // namespace atl::drops
