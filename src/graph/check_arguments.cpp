#include "graph/check_arguments.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/suggest.hpp"

namespace atl::graph {
namespace {

namespace dom = simdjson::dom;

/// Spells the place of an argument below applicationArgs; called only when it is needed.
using Pointer = std::function<std::string()>;

/// Those of DALiuGE; an empty one stands for dill.
constexpr std::array<std::string_view, 9> encodings{
    "binary", "dataurl", "dill", "eval", "npy", "path", "pickle", "raw", "utf-8"};

void check_encoding(dom::element value, Pointer const& field, TemplateFields const& fields)
{
    std::string_view encoding;
    if (value.is_null()) {
        return;
    }
    auto const pointer = [&field] { return fmt::format("applicationArgs/{}/encoding", field()); };
    if (value.get(encoding) != simdjson::SUCCESS) {
        fields.error(pointer(), "the encoding is not a text", "for instance \"path\"");
    } else if (!encoding.empty() && std::ranges::find(encodings, encoding) == encodings.end()) {
        auto const nearest = did_you_mean(encoding, encodings);
        fields.error(pointer(),
                     fmt::format("unknown encoding '{}'", encoding.substr(0, 80)),
                     fmt::format("{}{}it must be one of {}",
                                 nearest,
                                 nearest.empty() ? "" : "; ",
                                 fmt::join(encodings, ", ")));
    }
}

void check_field(dom::element field, Pointer const& pointer, TemplateFields const& fields)
{
    dom::object object;
    if (field.get(object) != simdjson::SUCCESS) {
        return;  // the bare value
    }
    dom::element encoding;
    if (find_last(object, "encoding", encoding)) {
        check_encoding(encoding, pointer, fields);
    }
}

void check_list(dom::array list, TemplateFields const& fields)
{
    std::size_t index = 0;
    for (auto const item : list) {
        dom::object object;
        dom::element found;
        std::string_view name;
        bool const has_name =
            item.get(object) == simdjson::SUCCESS && find_last(object, "name", found);
        if (!has_name || found.get(name) != simdjson::SUCCESS || name.empty()) {
            fields.error(fmt::format("applicationArgs/{}", index),
                         "not the description of an argument",
                         "an entry of the list is an object with a \"name\"");
        } else {
            check_field(
                item, [index] { return std::to_string(index); }, fields);
        }
        ++index;
    }
}

}  // namespace

void check_arguments(dom::object object, TemplateFields const& fields)
{
    dom::element arguments;
    dom::object by_name;
    dom::array list;
    if (!find_last(object, "applicationArgs", arguments) || arguments.is_null()) {
        return;
    }
    if (arguments.get(by_name) == simdjson::SUCCESS) {
        for (auto const field : by_name) {
            check_field(
                field.value, [&field] { return std::string{field.key}; }, fields);
        }
    } else if (arguments.get(list) == simdjson::SUCCESS) {
        check_list(list, fields);
    } else {
        fields.error("applicationArgs",
                     "applicationArgs is neither an object nor a list",
                     "it looks like {\"x\": {\"value\": 1, \"usage\": \"InputPort\"}}");
    }
}

}  // namespace atl::graph
