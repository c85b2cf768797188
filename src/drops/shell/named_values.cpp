#include "drops/shell/named_values.hpp"

#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

CommandText path_text(std::filesystem::path const& path)
{
    return {path.string(), CommandText::Kind::path};
}

CommandText output_text(Output& output, std::string_view encoding)
{
    return encoding == "dataurl" ? CommandText{output.data_url(), CommandText::Kind::text}
                                 : path_text(output.path());
}

/// As a command wants to see it: text, also of bytes.
std::string command_text_of(PyValue const& value)
{
    auto const* const bytes = value.as_bytes();
    return bytes == nullptr ? str(value) : *bytes;
}

/// \pre texts is not empty.
CommandText together(std::vector<CommandText> texts)
{
    auto all = std::move(texts.front());
    for (auto other = texts.begin() + 1; other != texts.end(); ++other) {
        all.more.push_back(std::move(other->text));
    }
    return all;
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
        return {command_text_of(decode(encoding, input.read().bytes())), CommandText::Kind::text};
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
    if (argument->encoding.empty() && context_.input(name) != nullptr) {
        return own_value(*argument);  // As in DALiuGE, nothing is read then.
    }
    std::vector<CommandText> texts;
    for (auto const* const input : context_.inputs()) {
        if (input->port() == name && input->available()) {
            texts.push_back(input_text(*input, argument->encoding));
        }
    }
    if (context_.input(name) == nullptr) {
        for (auto* const output : context_.outputs()) {
            if (output->port() == name) {
                texts.push_back(output_text(*output, argument->encoding));
            }
        }
    }
    if (!texts.empty()) {
        return together(std::move(texts));
    }
    auto value = own_value(*argument);
    return !value && context_.input(name) != nullptr ? CommandText{"", CommandText::Kind::nothing}
                                                     : value;
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
    if (argument.value.kind() == graph::Value::Kind::json) {
        return CommandText{str(parse_json(argument.value.text()))};
    }
    return CommandText{argument.value.text()};
}

}  // namespace atl::drops
