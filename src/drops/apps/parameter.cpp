#include "drops/apps/parameter.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

namespace atl::drops {

PyValue to_py_value(graph::Value const& value)
{
    using Kind = graph::Value::Kind;
    switch (value.kind()) {
        case Kind::null:
            return {};
        case Kind::boolean:
            return PyValue::boolean(value.text() == "true");
        case Kind::text:
            return PyValue::text(value.text());
        case Kind::integer:
        case Kind::number:
        case Kind::json:
            return parse_json(value.text());
    }
    return {};
}

std::string encoding_of(graph::DropSpec const& spec, std::string_view port)
{
    auto const* const argument = spec.argument(port);
    return argument == nullptr || argument->encoding.empty() ? "dill" : argument->encoding;
}

PyValue read_value(std::string_view encoding, Input const& input)
{
    try {
        return decode(encoding, input.read().bytes());
    } catch (Error const& error) {
        throw error.during(fmt::format(
            "reading '{}' (port '{}', encoding '{}')", input.uid(), input.port(), encoding));
    }
}

Parameter::Parameter(graph::DropSpec const& spec, std::string_view name, PyValue fallback)
    : name_(name),
      encoding_(encoding_of(spec, name)),
      configured_(to_py_value(spec.get(name))),
      is_blank_(spec.has(name) && spec.get(name).is_blank())
{
    if (spec.get(name).is_blank()) {
        configured_ = std::move(fallback);
    }
}

PyValue Parameter::value(AppContext const& context) const
{
    return arrived(context).value_or(configured_);
}

std::optional<PyValue> Parameter::arrived(AppContext const& context) const
{
    auto const* const input = context.input(name_);
    if (input == nullptr || !input->available() || input->read().size() == 0) {
        return std::nullopt;
    }
    return read_value(encoding_, *input);
}

double Parameter::number(AppContext const& context) const
{
    auto const current = value(context);
    auto const number = current.as_number();
    if (!number) {
        refuse(current, "a number");
    }
    return *number;
}

std::int64_t Parameter::integer(AppContext const& context) const
{
    auto const current = value(context);
    auto const integer = current.as_integer();
    if (!integer) {
        refuse(current, "a whole number");
    }
    return *integer;
}

bool Parameter::flag(AppContext const& context) const
{
    auto const from_port = arrived(context);
    return from_port ? from_port->is_true() : !is_blank_ && configured_.is_true();
}

std::string Parameter::text(AppContext const& context) const
{
    return str(value(context));
}

void Parameter::refuse(PyValue const& value, std::string_view expected) const
{
    throw Error{
        ErrorKind::invalid_graph,
        fmt::format(
            "parameter '{}' is {}, a {}", name_, repr(value).substr(0, 60), value.type_name()),
        fmt::format("{} is expected", expected)};
}

}  // namespace atl::drops
