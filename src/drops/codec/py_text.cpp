#include <algorithm>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "atoll/drops/py_value.hpp"

#include "drops/codec/big_integer.hpp"
#include "drops/codec/utf8.hpp"

namespace atl::drops {
namespace {

void write(std::string& out, PyValue const& value);

template <typename Real>
[[nodiscard]] std::string real_text(Real value)
{
    if (std::isnan(value)) {
        return "nan";
    }
    auto text = fmt::format("{}", value);
    auto const looks_whole = text.find_first_not_of("-0123456789") == std::string::npos;
    return looks_whole ? text + ".0" : text;
}

/// As Python writes it inside a complex number: without ".0".
[[nodiscard]] std::string part_text(double value)
{
    return std::isnan(value) ? "nan" : fmt::format("{}", value);
}

[[nodiscard]] std::string complex_text(PyValue::Complex value)
{
    auto const imaginary = part_text(value.imag());
    if (value.real() == 0.0 && !std::signbit(value.real())) {
        return imaginary + "j";
    }
    auto const sign = imaginary.starts_with('-') ? "" : "+";
    return fmt::format("({}{}{}j)", part_text(value.real()), sign, imaginary);
}

/// The quotes that need the fewest escapes, as Python chooses them.
[[nodiscard]] char quote_for(std::string_view text)
{
    auto const has_single = text.find('\'') != std::string_view::npos;
    return has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

void write_escaped(std::string& out, char c, char quote)
{
    auto const code = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
        out += '\\';
        out += c;
    } else if (c == '\n') {
        out += "\\n";
    } else if (c == '\r') {
        out += "\\r";
    } else if (c == '\t') {
        out += "\\t";
    } else if (code < 0x20 || code == 0x7F) {
        out += fmt::format("\\x{:02x}", code);
    } else {
        out += c;
    }
}

void write_text(std::string& out, std::string_view text)
{
    auto const quote = quote_for(text);
    out += quote;
    for (auto const c : text) {
        write_escaped(out, c, quote);
    }
    out += quote;
}

void write_bytes(std::string& out, std::string_view bytes)
{
    auto const quote = quote_for(bytes);
    out += 'b';
    out += quote;
    for (auto const c : bytes) {
        if (auto const code = static_cast<unsigned char>(c); code >= 0x80) {
            out += fmt::format("\\x{:02x}", code);
        } else {
            write_escaped(out, c, quote);
        }
    }
    out += quote;
}

void write_items(std::string& out, PyValue::Items const& items)
{
    auto first = true;
    for (auto const& each : items) {
        out += first ? "" : ", ";
        write(out, each);
        first = false;
    }
}

void write_entries(std::string& out, PyValue::Entries const& entries)
{
    auto first = true;
    for (auto const& [key, value] : entries) {
        out += first ? "" : ", ";
        write(out, key);
        out += ": ";
        write(out, value);
        first = false;
    }
}

[[nodiscard]] std::string item_text(NdArray const& array, std::size_t index)
{
    auto const* const bytes = array.data.data() + index * array.dtype.item_size;
    std::string out;
    if (array.dtype.kind == 'O') {
        write(out, array.objects[index]);
    } else if (array.dtype.kind == 'U') {
        write_text(out, utf8_from_utf32({bytes, array.dtype.item_size}));
    } else if (array.dtype.kind == 'S') {
        auto const used = std::string_view{bytes, array.dtype.item_size};
        auto const last = used.find_last_not_of('\0');
        write_bytes(out, used.substr(0, last == std::string_view::npos ? 0 : last + 1));
    } else if (array.dtype.kind == 'b') {
        out = *bytes != 0 ? "True" : "False";
    } else if (array.dtype == DType{'f', 4}) {
        float value = 0;
        std::memcpy(&value, bytes, sizeof value);
        out = real_text(value);
    } else if (array.dtype.kind == 'f') {
        out = real_text(number_at(array, index).value_or(0));
    } else if (array.dtype == DType{'c', 8}) {
        std::complex<float> value;
        std::memcpy(&value, bytes, sizeof value);
        out = complex_text(value);
    } else if (array.dtype.kind == 'c') {
        PyValue::Complex value;
        std::memcpy(&value, bytes, sizeof value);
        out = complex_text(value);
    } else {
        std::uint64_t value = 0;
        std::memcpy(&value, bytes, array.dtype.item_size);
        auto const unused = 64 - 8 * array.dtype.item_size;
        out = array.dtype.kind == 'u'
                  ? fmt::format("{}", value)
                  : fmt::format("{}", static_cast<std::int64_t>(value << unused) >> unused);
    }
    return out;
}

/// Nested lists, axis by axis. \p next is the index of the next item in C order.
void write_array(std::string& out, NdArray const& array, std::size_t axis, std::size_t& next)
{
    if (axis == array.shape.size()) {
        out += item_text(array, next++);
        return;
    }
    out += '[';
    for (std::size_t index = 0; index < array.shape[axis] && array.size() > 0; ++index) {
        out += index == 0 ? "" : ", ";
        write_array(out, array, axis + 1, next);
    }
    out += ']';
}

/// Writes one alternative of PyValue::Storage.
class TextWriter {
  public:
    explicit TextWriter(std::string& out) : out_(out) {}

    void operator()(std::monostate) const { out_ += "None"; }
    void operator()(bool value) const { out_ += value ? "True" : "False"; }
    void operator()(std::int64_t value) const { out_ += fmt::format("{}", value); }
    void operator()(double value) const { out_ += real_text(value); }
    void operator()(PyValue::Complex const& value) const { out_ += complex_text(value); }
    void operator()(PyValue::BigInteger const& value) const { out_ += to_decimal(value); }
    void operator()(PyValue::Text const& value) const { write_text(out_, *value.utf8); }
    void operator()(PyValue::Bytes const& value) const { write_bytes(out_, *value.content); }
    void operator()(PyValue::List const& value) const
    {
        out_ += '[';
        write_items(out_, *value.items);
        out_ += ']';
    }
    void operator()(PyValue::Tuple const& value) const
    {
        out_ += '(';
        write_items(out_, *value.items);
        out_ += value.items->size() == 1 ? ",)" : ")";
    }
    void operator()(PyValue::Set const& value) const
    {
        out_ += value.items->empty() ? "set(" : "{";
        write_items(out_, *value.items);
        out_ += value.items->empty() ? ")" : "}";
    }
    void operator()(PyValue::Dict const& value) const
    {
        out_ += '{';
        write_entries(out_, *value.entries);
        out_ += '}';
    }
    void operator()(PyValue::Array const& value) const
    {
        std::size_t next = 0;
        write_array(out_, *value.array, 0, next);
    }
    void operator()(PyValue::Scalar const& value) const { out_ += item_text(*value.item, 0); }
    void operator()(PyValue::Type const& value) const
    {
        out_ += fmt::format("dtype('{}')", short_name(*value.dtype));
    }
    void operator()(PyValue::Global const& value) const
    {
        out_ += fmt::format("<class '{}'>", *value.name);
    }

  private:
    std::string& out_;
};

void write(std::string& out, PyValue const& value)
{
    std::visit(TextWriter{out}, value.storage());
}

}  // namespace

std::string repr(PyValue const& value)
{
    std::string out;
    write(out, value);
    return out;
}

std::string str(PyValue const& value)
{
    if (auto const* const text = value.as_text()) {
        return *text;
    }
    if (auto const* const scalar = value.get<PyValue::Scalar>();
        scalar != nullptr && scalar->item->dtype.kind == 'U') {
        return utf8_from_utf32(scalar->item->data);
    }
    return repr(value);
}

}  // namespace atl::drops
