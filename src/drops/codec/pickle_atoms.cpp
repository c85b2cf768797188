#include "drops/codec/pickle_atoms.hpp"

#include <bit>
#include <charconv>

#include "drops/codec/big_integer.hpp"
#include "drops/codec/literal_string.hpp"
#include "drops/codec/utf8.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] PyValue integer_line(PickleInput& input)
{
    auto line = input.line();
    if (line == "00" || line == "01") {
        return PyValue::boolean(line == "01");
    }
    if (line.ends_with('L')) {
        line.remove_suffix(1);
    }
    auto const value = integer_from_decimal(line);
    if (!value) {
        input.fail("a decimal integer is expected");
    }
    return *value;
}

[[nodiscard]] PyValue real_line(PickleInput& input)
{
    auto const line = input.line();
    double value = 0;
    auto const [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc{} || end != line.data() + line.size()) {
        input.fail("a real number is expected");
    }
    return PyValue::real(value);
}

[[nodiscard]] PyValue big_endian_real(PickleInput& input)
{
    std::uint64_t bits = 0;
    for (auto const byte : input.take(sizeof bits)) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
    }
    return PyValue::real(std::bit_cast<double>(bits));
}

[[nodiscard]] std::optional<PyValue> number(Opcode opcode, PickleInput& input)
{
    switch (opcode) {
        case Opcode::none:
            return PyValue{};
        case Opcode::newtrue:
        case Opcode::newfalse:
            return PyValue::boolean(opcode == Opcode::newtrue);
        case Opcode::binint:
            return PyValue::integer(input.integer<std::int32_t>());
        case Opcode::binint1:
            return PyValue::integer(input.integer<std::uint8_t>());
        case Opcode::binint2:
            return PyValue::integer(input.integer<std::uint16_t>());
        case Opcode::long1:
            return integer_from_bytes(input.take(input.integer<std::uint8_t>()));
        case Opcode::long4:
            return integer_from_bytes(input.take(input.integer<std::uint32_t>()));
        case Opcode::int_text:
        case Opcode::long_text:
            return integer_line(input);
        case Opcode::binfloat:
            return big_endian_real(input);
        case Opcode::float_text:
            return real_line(input);
        default:
            return std::nullopt;
    }
}

[[nodiscard]] PyValue checked_text(PickleInput& input, std::string_view utf8)
{
    if (!is_utf8(utf8)) {
        input.fail("a text is not UTF-8");
    }
    return PyValue::text(std::string{utf8});
}

[[nodiscard]] std::optional<PyValue> text(Opcode opcode, PickleInput& input)
{
    switch (opcode) {
        case Opcode::binunicode:
            return checked_text(input, input.take(input.integer<std::uint32_t>()));
        case Opcode::short_binunicode:
            return checked_text(input, input.take(input.integer<std::uint8_t>()));
        case Opcode::binunicode8:
            return checked_text(input, input.take(input.integer<std::uint64_t>()));
        case Opcode::unicode_text:
            return PyValue::text(unescape_raw_unicode(input.line()));
        default:
            return std::nullopt;
    }
}

[[nodiscard]] PyValue as_bytes(std::string_view content)
{
    return PyValue::bytes(std::string{content});
}

/// Python 2 had one type for text and bytes.
[[nodiscard]] PyValue python2_string(std::string content)
{
    return is_utf8(content) ? PyValue::text(std::move(content))
                            : PyValue::bytes(std::move(content));
}

[[nodiscard]] std::string quoted_line(PickleInput& input)
{
    auto const line = input.line();
    auto const is_quoted = line.size() >= 2 && line.front() == line.back() &&
                           (line.front() == '\'' || line.front() == '"');
    if (!is_quoted) {
        input.fail("a quoted string is expected");
    }
    return unescape_bytes(line.substr(1, line.size() - 2));
}

[[nodiscard]] std::optional<PyValue> bytes(Opcode opcode, PickleInput& input)
{
    switch (opcode) {
        case Opcode::binbytes:
            return as_bytes(input.take(input.integer<std::uint32_t>()));
        case Opcode::short_binbytes:
            return as_bytes(input.take(input.integer<std::uint8_t>()));
        case Opcode::binbytes8:
        case Opcode::bytearray8:
            return as_bytes(input.take(input.integer<std::uint64_t>()));
        case Opcode::binstring:
            return python2_string(std::string{input.take(input.integer<std::uint32_t>())});
        case Opcode::short_binstring:
            return python2_string(std::string{input.take(input.integer<std::uint8_t>())});
        case Opcode::string_text:
            return python2_string(quoted_line(input));
        default:
            return std::nullopt;
    }
}

}  // namespace

std::optional<PyValue> read_pickle_atom(Opcode opcode, PickleInput& input)
{
    if (auto value = number(opcode, input)) {
        return value;
    }
    if (auto value = text(opcode, input)) {
        return value;
    }
    return bytes(opcode, input);
}

}  // namespace atl::drops
