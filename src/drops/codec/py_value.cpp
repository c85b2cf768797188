#include "atoll/drops/py_value.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>

#include "atoll/core/contracts.hpp"
#include "atoll/graph/value.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] std::shared_ptr<std::string const> share(std::string text)
{
    return std::make_shared<std::string const>(std::move(text));
}

[[nodiscard]] std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

[[nodiscard]] std::optional<double> number_in(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    double number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    auto const complete = error == std::errc{} && end == text.data() + text.size();
    return complete && !text.empty() ? std::optional{number} : std::nullopt;
}

[[nodiscard]] std::optional<std::int64_t> whole(double number)
{
    constexpr double limit = 9223372036854775808.0;  // 2^63
    if (!(number >= -limit && number < limit) || number != std::floor(number)) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(number);
}

/// By the words that flags of a graph are written with.
[[nodiscard]] bool is_false_word(std::string const& text)
{
    return !graph::Value{graph::Value::Kind::text, text}.as_boolean().value_or(true);
}

/// The one item of an array or scalar, or nullptr.
[[nodiscard]] NdArray const* single_item(PyValue const& value)
{
    if (auto const* scalar = value.get<PyValue::Scalar>()) {
        return scalar->item.get();
    }
    auto const* array = value.as_array();
    return array != nullptr && array->size() == 1 ? array : nullptr;
}

/// A 64-bit integer exactly, which as_number() would round.
[[nodiscard]] std::optional<std::int64_t> exact_integer(NdArray const& array)
{
    if (array.dtype != DType{'i', 8}) {
        auto const number = number_at(array, 0);
        return number ? whole(*number) : std::nullopt;
    }
    std::int64_t number = 0;
    std::memcpy(&number, array.data.data(), sizeof number);
    return number;
}

}  // namespace

PyValue PyValue::text(std::string utf8)
{
    return PyValue{Text{share(std::move(utf8))}};
}

PyValue PyValue::bytes(std::string content)
{
    return PyValue{Bytes{share(std::move(content))}};
}

PyValue PyValue::list(Items items)
{
    return PyValue{List{std::make_shared<Items>(std::move(items))}};
}

PyValue PyValue::tuple(Items items)
{
    return PyValue{Tuple{std::make_shared<Items>(std::move(items))}};
}

PyValue PyValue::set(Items items)
{
    return PyValue{Set{std::make_shared<Items>(std::move(items))}};
}

PyValue PyValue::dict(Entries entries)
{
    return PyValue{Dict{std::make_shared<Entries>(std::move(entries))}};
}

PyValue PyValue::array(NdArray array)
{
    return PyValue{Array{std::make_shared<NdArray>(std::move(array))}};
}

PyValue PyValue::scalar(NdArray item)
{
    ATOLL_EXPECT(item.shape.empty());
    return PyValue{Scalar{std::make_shared<NdArray const>(std::move(item))}};
}

std::string const* PyValue::as_text() const noexcept
{
    auto const* const text = get<Text>();
    return text == nullptr ? nullptr : text->utf8.get();
}

std::string const* PyValue::as_bytes() const noexcept
{
    auto const* const bytes = get<Bytes>();
    return bytes == nullptr ? nullptr : bytes->content.get();
}

PyValue::Items const* PyValue::as_sequence() const noexcept
{
    if (auto const* const list = get<List>()) {
        return list->items.get();
    }
    auto const* const tuple = get<Tuple>();
    return tuple == nullptr ? nullptr : tuple->items.get();
}

NdArray const* PyValue::as_array() const noexcept
{
    auto const* const array = get<Array>();
    return array == nullptr ? nullptr : array->array.get();
}

std::optional<double> PyValue::as_number() const
{
    if (auto const* const flag = get<bool>()) {
        return *flag ? 1.0 : 0.0;
    }
    if (auto const* const integer = get<std::int64_t>()) {
        return static_cast<double>(*integer);
    }
    if (auto const* const real = get<double>()) {
        return *real;
    }
    if (auto const* const text = as_text()) {
        return number_in(*text);
    }
    auto const* const one = single_item(*this);
    return one == nullptr ? std::nullopt : number_at(*one, 0);
}

std::optional<std::int64_t> PyValue::as_integer() const
{
    if (auto const* const integer = get<std::int64_t>()) {
        return *integer;
    }
    if (auto const* const one = single_item(*this)) {
        return exact_integer(*one);
    }
    if (auto const* const text = as_text()) {
        auto const digits = trimmed(*text);
        std::int64_t number = 0;
        auto const* const end = digits.data() + digits.size();
        auto const [stop, error] = std::from_chars(digits.data(), end, number);
        if (error == std::errc{} && stop == end && !digits.empty()) {
            return number;
        }
    }
    auto const number = as_number();
    return number ? whole(*number) : std::nullopt;
}

bool PyValue::is_true() const
{
    if (is_none()) {
        return false;
    }
    if (auto const* const text = as_text()) {
        return !is_false_word(*text);
    }
    if (auto const* const bytes = as_bytes()) {
        return !bytes->empty();
    }
    if (auto const* const complex = get<Complex>()) {
        return *complex != Complex{};
    }
    if (auto const* const items = as_sequence()) {
        return !items->empty();
    }
    if (auto const* const set = get<Set>()) {
        return !set->items->empty();
    }
    if (auto const* const dict = get<Dict>()) {
        return !dict->entries->empty();
    }
    if (auto const* const array = as_array(); array != nullptr && array->size() != 1) {
        return array->size() != 0;
    }
    auto const number = as_number();
    return !number || *number != 0.0;
}

PyValue const* PyValue::find(std::string_view key) const noexcept
{
    auto const* const dict = get<Dict>();
    if (dict == nullptr) {
        return nullptr;
    }
    auto const found =
        std::find_if(dict->entries->rbegin(), dict->entries->rend(), [key](auto const& entry) {
            auto const* const text = entry.first.as_text();
            return text != nullptr && *text == key;
        });
    return found == dict->entries->rend() ? nullptr : &found->second;
}

std::string_view PyValue::type_name() const noexcept
{
    constexpr std::array<std::string_view, std::variant_size_v<Storage>> names{"None",
                                                                               "bool",
                                                                               "int",
                                                                               "float",
                                                                               "complex",
                                                                               "int",
                                                                               "str",
                                                                               "bytes",
                                                                               "list",
                                                                               "tuple",
                                                                               "set",
                                                                               "dict",
                                                                               "numpy.ndarray",
                                                                               "numpy scalar",
                                                                               "numpy.dtype",
                                                                               "class"};
    return names[storage_.index()];
}

}  // namespace atl::drops
