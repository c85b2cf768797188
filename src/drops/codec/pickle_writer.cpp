#include <bit>
#include <limits>

#include "atoll/drops/codec.hpp"

#include "drops/codec/big_integer.hpp"
#include "drops/codec/pickle_opcodes.hpp"

namespace atl::drops {
namespace {

/// Writes values without a memo: equal parts are written as often as they occur.
class PickleWriter {
  public:
    [[nodiscard]] std::string finish() &&
    {
        put(Opcode::stop);
        return std::move(out_);
    }

    PickleWriter()
    {
        put(Opcode::proto);
        out_ += '\x04';
    }

    void operator()(std::monostate) { put(Opcode::none); }
    void operator()(bool value) { put(value ? Opcode::newtrue : Opcode::newfalse); }
    void operator()(std::int64_t value)
    {
        if (value >= std::numeric_limits<std::int32_t>::min() &&
            value <= std::numeric_limits<std::int32_t>::max()) {
            put(Opcode::binint);
            number<std::int32_t>(static_cast<std::int32_t>(value));
        } else {
            long_integer(integer_to_bytes(value));
        }
    }
    void operator()(double value)
    {
        put(Opcode::binfloat);
        auto const bits = std::bit_cast<std::uint64_t>(value);
        for (auto shift = 56; shift >= 0; shift -= 8) {
            out_ += static_cast<char>(bits >> static_cast<unsigned>(shift));
        }
    }
    void operator()(PyValue::Complex const& value)
    {
        global("builtins", "complex");
        (*this)(value.real());
        (*this)(value.imag());
        put(Opcode::tuple2);
        put(Opcode::reduce);
    }
    void operator()(PyValue::BigInteger const& value) { long_integer(*value.twos_complement); }
    void operator()(PyValue::Text const& value) { text(*value.utf8); }
    void operator()(PyValue::Bytes const& value) { bytes(*value.content); }
    void operator()(PyValue::List const& value)
    {
        put(Opcode::empty_list);
        put(Opcode::mark);
        each(*value.items);
        put(Opcode::appends);
    }
    void operator()(PyValue::Tuple const& value)
    {
        put(Opcode::mark);
        each(*value.items);
        put(Opcode::tuple);
    }
    void operator()(PyValue::Set const& value)
    {
        put(Opcode::empty_set);
        put(Opcode::mark);
        each(*value.items);
        put(Opcode::additems);
    }
    void operator()(PyValue::Dict const& value)
    {
        put(Opcode::empty_dict);
        put(Opcode::mark);
        for (auto const& [key, content] : *value.entries) {
            write(key);
            write(content);
        }
        put(Opcode::setitems);
    }
    void operator()(PyValue::Array const& value) { array(*value.array); }
    void operator()(PyValue::Scalar const& value)
    {
        global("numpy.core.multiarray", "scalar");
        dtype(value.item->dtype);
        bytes(value.item->data);
        put(Opcode::tuple2);
        put(Opcode::reduce);
    }
    void operator()(PyValue::Type const& value) { dtype(*value.dtype); }
    void operator()(PyValue::Global const& value)
    {
        auto const dot = value.name->rfind('.');
        global(value.name->substr(0, dot), value.name->substr(dot + 1));
    }

    void write(PyValue const& value) { std::visit(*this, value.storage()); }

  private:
    void put(Opcode opcode) { out_ += static_cast<char>(opcode); }

    template <typename Integer>
    void number(Integer value)
    {
        out_.append(reinterpret_cast<char const*>(&value), sizeof value);
    }

    void sized(Opcode four_bytes, Opcode eight_bytes, std::string_view content)
    {
        if (content.size() <= std::numeric_limits<std::uint32_t>::max()) {
            put(four_bytes);
            number(static_cast<std::uint32_t>(content.size()));
        } else {
            put(eight_bytes);
            number(static_cast<std::uint64_t>(content.size()));
        }
        out_ += content;
    }
    void text(std::string_view utf8) { sized(Opcode::binunicode, Opcode::binunicode8, utf8); }
    void bytes(std::string_view content) { sized(Opcode::binbytes, Opcode::binbytes8, content); }

    void long_integer(std::string_view twos_complement)
    {
        put(Opcode::long4);
        number(static_cast<std::int32_t>(twos_complement.size()));
        out_ += twos_complement;
    }

    void global(std::string_view module, std::string_view name)
    {
        text(module);
        text(name);
        put(Opcode::stack_global);
    }

    void each(PyValue::Items const& items)
    {
        for (auto const& item : items) {
            write(item);
        }
    }

    /// numpy.dtype('f8', False, True), then its state: version, byte order, ..., sizes, flags.
    void dtype(DType type)
    {
        global("numpy", "dtype");
        text(short_name(type));
        put(Opcode::newfalse);
        put(Opcode::newtrue);
        put(Opcode::tuple3);
        put(Opcode::reduce);
        put(Opcode::mark);
        (*this)(std::int64_t{3});
        text(std::string{byte_order(type)});
        put(Opcode::none);
        put(Opcode::none);
        put(Opcode::none);
        auto const is_text = type.kind == 'U' || type.kind == 'S';
        (*this)(is_text ? std::int64_t{type.item_size} : std::int64_t{-1});
        auto const alignment = type.kind == 'U' ? 4 : type.kind == 'S' ? 1 : -1;
        (*this)(std::int64_t{alignment});
        (*this)(std::int64_t{type.kind == 'O' ? 63 : type.kind == 'U' ? 8 : 0});
        put(Opcode::tuple);
        put(Opcode::build);
    }

    void shape(std::vector<std::size_t> const& lengths)
    {
        put(Opcode::mark);
        for (auto const length : lengths) {
            (*this)(static_cast<std::int64_t>(length));
        }
        put(Opcode::tuple);
    }

    void array(NdArray const& array)
    {
        global("numpy.core.multiarray", "_reconstruct");
        global("numpy", "ndarray");
        shape({0});
        bytes("b");
        put(Opcode::tuple3);
        put(Opcode::reduce);
        put(Opcode::mark);
        (*this)(std::int64_t{1});
        shape(array.shape);
        dtype(array.dtype);
        put(Opcode::newfalse);
        if (array.dtype.kind == 'O') {
            put(Opcode::empty_list);
            put(Opcode::mark);
            each(array.objects);
            put(Opcode::appends);
        } else {
            bytes(array.data);
        }
        put(Opcode::tuple);
        put(Opcode::build);
    }

    std::string out_;
};

}  // namespace

std::string write_pickle(PyValue const& value)
{
    PickleWriter writer;
    writer.write(value);
    return std::move(writer).finish();
}

}  // namespace atl::drops
