#include "drops/shell/named_values.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

CommandText path_text(std::filesystem::path const& path)
{
    return {path.string(), CommandText::Kind::path};
}

}  // namespace

CommandText input_text(Input const& input, std::string_view encoding)
{
    if (encoding == "path") {
        return path_text(input.path());
    }
    if (encoding == "dataurl") {
        return {input.data_url(), CommandText::Kind::text};
    }
    try {
        return {str(decode(encoding, input.read().bytes())), CommandText::Kind::text};
    } catch (Error const& error) {
        throw Error{ErrorKind::io,
                    fmt::format("input '{}' at port '{}' cannot be read as {}: {}",
                                input.uid(),
                                input.port(),
                                encoding,
                                error.problem()),
                    "give the port the encoding that the content has, for instance utf-8 or path"};
    }
}

std::optional<CommandText> NamedValues::find(std::string_view name) const
{
    graph::Argument const* argument = nullptr;
    for (auto const& candidate : arguments_) {
        argument = candidate.name == name ? &candidate : argument;
    }
    if (argument == nullptr || argument->type == "Event") {
        return std::nullopt;
    }
    auto const* const input = context_.input(name);
    if (input != nullptr) {
        return input->available() ? std::optional{input_text(*input, argument->encoding)}
                                  : own_value(*argument);
    }
    if (auto* const output = context_.output(name)) {
        return argument->encoding == "dataurl"
                   ? CommandText{output->data_url(), CommandText::Kind::text}
                   : path_text(output->path());
    }
    return own_value(*argument);
}

std::optional<CommandText> NamedValues::own_value(graph::Argument const& argument) const
{
    if (argument.value.empty() && !argument.precious) {
        return std::nullopt;
    }
    // As Python's str() shows it, because commands were written for that.
    bool const is_flag = argument.value.kind() == graph::Value::Kind::boolean;
    if (is_flag) {
        return CommandText{argument.value.text() == "true" ? "True" : "False"};
    }
    return CommandText{argument.value.text()};
}

}  // namespace atl::drops
