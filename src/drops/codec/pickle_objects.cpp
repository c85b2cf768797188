#include "drops/codec/pickle_objects.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/codec/array_order.hpp"
#include "drops/codec/utf8.hpp"
#include "drops/codec/value_check.hpp"

namespace atl::drops {
namespace {

/// All classes and functions that may be named. Modules of Python 2 and numpy 2 are translated
/// first.
constexpr std::array<std::string_view, 15> known_globals{
    "_codecs.encode",
    "builtins.bytearray",
    "builtins.bytes",
    "builtins.complex",
    "builtins.dict",
    "builtins.frozenset",
    "builtins.list",
    "builtins.set",
    "builtins.tuple",
    "collections.OrderedDict",
    "dill._dill._create_array",
    "numpy.core.multiarray._reconstruct",
    "numpy.core.multiarray.scalar",
    "numpy.core.numeric._frombuffer",
    "numpy.ndarray",
};
constexpr std::string_view dtype_class = "numpy.dtype";

[[nodiscard]] std::string canonical(std::string_view module, std::string_view name)
{
    if (module == "__builtin__") {
        module = "builtins";
    } else if (module == "numpy._core.multiarray") {
        module = "numpy.core.multiarray";
    } else if (module == "numpy._core.numeric") {
        module = "numpy.core.numeric";
    }
    return fmt::format("{}.{}", module, name);
}

}  // namespace

PickleObjects::~PickleObjects()
{
    for (auto const& items : sequences_) {
        items->clear();
    }
    for (auto const& entries : dicts_) {
        entries->clear();
    }
    for (auto const& array : arrays_) {
        *array = NdArray{{}, {0}, {}, {}};
    }
}

void PickleObjects::check() const
{
    PyValue::Items all;
    for (auto const& items : sequences_) {
        all.emplace_back(PyValue::List{items});
    }
    for (auto const& entries : dicts_) {
        all.emplace_back(PyValue::Dict{entries});
    }
    for (auto const& array : arrays_) {
        all.emplace_back(PyValue::Array{array});
    }
    check_containers(all);
}

void PickleObjects::release() noexcept
{
    sequences_.clear();
    dicts_.clear();
    arrays_.clear();
}

PyValue PickleObjects::global(std::string_view module, std::string_view name) const
{
    auto full = canonical(module, name);
    if (full != dtype_class && std::ranges::find(known_globals, full) == known_globals.end()) {
        throw Error{
            ErrorKind::io,
            fmt::format("the pickle needs the Python class or function '{}'", full.substr(0, 200)),
            "components outside Python can read numbers, text, bytes, lists, tuples, sets, "
            "dictionaries and numpy arrays"};
    }
    return PyValue{PyValue::Global{std::make_shared<std::string const>(std::move(full))}};
}

PyValue PickleObjects::call(PyValue const& function, PyValue const& arguments)
{
    auto const* const named = function.get<PyValue::Global>();
    auto const* const tuple = arguments.get<PyValue::Tuple>();
    if (named == nullptr || tuple == nullptr) {
        input_.fail("something that is not a function is called");
    }
    auto const& name = *named->name;
    auto const& items = *tuple->items;
    if (name == dtype_class) {
        return make_dtype(items);
    }
    if (name.ends_with("._reconstruct")) {
        return empty_array();
    }
    if (name.ends_with(".scalar")) {
        return make_scalar(items);
    }
    if (name.ends_with("._frombuffer")) {
        return make_array(items);
    }
    if (name.ends_with("._create_array")) {
        return create_array(items);
    }
    if (name == "_codecs.encode" || name == "builtins.bytes" || name == "builtins.bytearray") {
        return make_bytes(items);
    }
    if (name == "builtins.complex") {
        return make_complex(items);
    }
    if (name == "collections.OrderedDict" || name == "builtins.dict") {
        return make_dict(items);
    }
    if (name == "builtins.set" || name == "builtins.frozenset") {
        return set(items_of(items));
    }
    if (name == "builtins.list") {
        return list(items_of(items));
    }
    if (name == "builtins.tuple") {
        return this->tuple(items_of(items));
    }
    input_.fail(fmt::format("'{}' is called", name));
}

void PickleObjects::build(PyValue const& object, PyValue const& state)
{
    auto const* const tuple = state.get<PyValue::Tuple>();
    if (tuple == nullptr) {
        input_.fail(fmt::format("a {} is given attributes", object.type_name()));
    }
    if (auto const* const type = object.get<PyValue::Type>()) {
        build_dtype(*type, *tuple->items);
    } else if (auto const* const array = object.get<PyValue::Array>()) {
        build_array(*array->array, *tuple->items);
    } else {
        input_.fail(fmt::format("a {} is given a state", object.type_name()));
    }
}

PyValue PickleObjects::list(PyValue::Items items)
{
    sequences_.push_back(std::make_shared<PyValue::Items>(std::move(items)));
    return PyValue{PyValue::List{sequences_.back()}};
}

PyValue PickleObjects::tuple(PyValue::Items items)
{
    sequences_.push_back(std::make_shared<PyValue::Items>(std::move(items)));
    return PyValue{PyValue::Tuple{sequences_.back()}};
}

PyValue PickleObjects::set(PyValue::Items items)
{
    sequences_.push_back(std::make_shared<PyValue::Items>(std::move(items)));
    return PyValue{PyValue::Set{sequences_.back()}};
}

PyValue PickleObjects::dict(PyValue::Entries entries)
{
    dicts_.push_back(std::make_shared<PyValue::Entries>(std::move(entries)));
    return PyValue{PyValue::Dict{dicts_.back()}};
}

PyValue PickleObjects::make_dtype(PyValue::Items const& arguments)
{
    auto const* const text = arguments.empty() ? nullptr : arguments[0].as_text();
    auto const type = text == nullptr ? std::nullopt : parse_dtype(*text);
    if (!type) {
        throw Error{ErrorKind::io,
                    fmt::format("the numpy type '{}' cannot be read here",
                                text == nullptr ? "?" : text->substr(0, 40)),
                    "booleans, integers, reals, complex numbers, texts and objects can be"};
    }
    dtypes_.push_back(std::make_shared<DType>(*type));
    if (text->starts_with('>')) {
        big_endian_.insert(dtypes_.back().get());
    }
    return PyValue{PyValue::Type{dtypes_.back()}};
}

PyValue PickleObjects::make_scalar(PyValue::Items const& arguments)
{
    if (arguments.size() != 2 || dtype_of(arguments[0]).dtype->kind == 'O') {
        input_.fail("a numpy scalar without type or value");
    }
    NdArray item;
    fill(item, arguments[0], arguments[1], false);
    return PyValue::scalar(std::move(item));
}

PyValue PickleObjects::empty_array()
{
    arrays_.push_back(std::make_shared<NdArray>(NdArray{{}, {0}, {}, {}}));
    return PyValue{PyValue::Array{arrays_.back()}};
}

PyValue PickleObjects::make_array(PyValue::Items const& arguments)
{
    if (arguments.size() != 4) {
        input_.fail("an array needs buffer, type, shape and order");
    }
    auto made = empty_array();
    auto& array = *arrays_.back();
    array.shape = shape_of(arguments[2]);
    auto const* const order = arguments[3].as_text();
    fill(array, arguments[1], arguments[0], order != nullptr && *order == "F");
    return made;
}

PyValue PickleObjects::create_array(PyValue::Items const& arguments)
{
    auto const* const function =
        arguments.size() < 3 ? nullptr : arguments[0].get<PyValue::Global>();
    if (function == nullptr || !function->name->ends_with("._reconstruct")) {
        input_.fail("an array needs function, arguments and state");
    }
    auto made = empty_array();
    build(made, arguments[2]);
    return made;
}

PyValue PickleObjects::make_bytes(PyValue::Items const& arguments)
{
    if (arguments.empty()) {
        return PyValue::bytes({});
    }
    if (arguments[0].as_bytes() != nullptr) {
        return arguments[0];
    }
    auto const* const text = arguments[0].as_text();
    std::string bytes;
    if (text == nullptr || !to_latin1(*text, bytes)) {
        input_.fail("bytes are not made of latin1 text");
    }
    input_.charge(bytes.size());
    return PyValue::bytes(std::move(bytes));
}

PyValue PickleObjects::make_complex(PyValue::Items const& arguments) const
{
    auto const part = [&](std::size_t index) {
        return index < arguments.size() ? arguments[index].as_number() : std::optional{0.0};
    };
    auto const real = part(0);
    auto const imaginary = part(1);
    if (!real || !imaginary) {
        input_.fail("a complex number is not made of numbers");
    }
    return PyValue{PyValue::Complex{*real, *imaginary}};
}

PyValue PickleObjects::make_dict(PyValue::Items const& arguments)
{
    PyValue::Entries entries;
    for (auto const& pair : items_of(arguments)) {
        auto const* const parts = pair.as_sequence();
        if (parts == nullptr || parts->size() != 2) {
            input_.fail("a dictionary is not made of pairs");
        }
        entries.emplace_back((*parts)[0], (*parts)[1]);
    }
    return dict(std::move(entries));
}

PyValue::Items PickleObjects::items_of(PyValue::Items const& arguments)
{
    if (arguments.empty()) {
        return {};
    }
    auto const* const items = arguments[0].as_sequence();
    if (items == nullptr) {
        input_.fail("a container is not made of a list");
    }
    input_.charge(items->size() * sizeof(PyValue));
    return *items;
}

void PickleObjects::build_dtype(PyValue::Type const& type, PyValue::Items const& state)
{
    auto const* const order = state.size() < 5 ? nullptr : state[1].as_text();
    if (order == nullptr || !state[2].is_none() || !state[3].is_none()) {
        input_.fail("a numpy type of records or sub-arrays cannot be read here");
    }
    if (*order == ">") {
        big_endian_.insert(type.dtype.get());
    }
}

void PickleObjects::build_array(NdArray& array, PyValue::Items const& state)
{
    if (state.size() != 5) {
        input_.fail("the state of an array has not five parts");
    }
    auto shape = shape_of(state[1]);
    std::ignore = dtype_of(state[2]);
    array = NdArray{{}, std::move(shape), {}, {}};
    fill(array, state[2], state[4], state[3].is_true());
}

void PickleObjects::fill(NdArray& array,
                         PyValue const& dtype,
                         PyValue const& content,
                         bool fortran_order)
{
    auto const& type = dtype_of(dtype);
    array.dtype = *type.dtype;
    auto const shape = std::exchange(array.shape, {0});  // valid, should this fail
    auto const count = item_count(shape, array.dtype.item_size);
    if (array.dtype.kind == 'O') {
        auto const* const items = content.as_sequence();
        if (items == nullptr || !count || items->size() != *count || fortran_order) {
            input_.fail("an array of objects has not as many objects as its shape says");
        }
        input_.charge(items->size() * sizeof(PyValue));
        array.objects = *items;
    } else {
        std::string latin;
        auto const* bytes = content.as_bytes();
        if (auto const* const text = content.as_text();
            text != nullptr && to_latin1(*text, latin)) {
            bytes = &latin;
        }
        if (bytes == nullptr || !count || bytes->size() != *count * array.dtype.item_size) {
            input_.fail("an array has not as many bytes as its shape says");
        }
        input_.charge(bytes->size());
        array.data =
            fortran_order ? from_fortran_order(*bytes, shape, array.dtype.item_size) : *bytes;
        if (big_endian_.contains(type.dtype.get())) {
            swap_bytes(array.data, array.dtype);
        }
    }
    array.shape = shape;
}

std::vector<std::size_t> PickleObjects::shape_of(PyValue const& value) const
{
    auto const* const lengths = value.as_sequence();
    if (lengths == nullptr || lengths->size() > NdArray::most_axes) {
        input_.fail("a shape is not a short tuple");
    }
    std::vector<std::size_t> shape;
    for (auto const& length : *lengths) {
        auto const number = length.as_integer();
        if (!number || *number < 0) {
            input_.fail("a length is not a number");
        }
        shape.push_back(static_cast<std::size_t>(*number));
    }
    return shape;
}

PyValue::Type const& PickleObjects::dtype_of(PyValue const& value) const
{
    auto const* const type = value.get<PyValue::Type>();
    if (type == nullptr) {
        input_.fail("an array has no type");
    }
    return *type;
}

}  // namespace atl::drops
