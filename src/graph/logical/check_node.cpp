#include "graph/logical/check_node.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "atoll/core/suggest.hpp"

#include "graph/logical/attributes.hpp"
#include "graph/logical/categories.hpp"

namespace atl::graph::logical {
namespace {

/// A JSON number, or a text that is one.
[[nodiscard]] std::optional<double> number_in(Json const& value)
{
    if (value.is_number()) {
        return value.get<double>();
    }
    auto const text = text_of(value);
    auto const begin = text.find_first_not_of(" \t\r\n+");
    auto const end = text.find_last_not_of(" \t\r\n");
    double number = 0;
    if (!value.is_string() || begin == std::string::npos) {
        return std::nullopt;
    }
    auto const [rest, problem] =
        std::from_chars(text.data() + begin, text.data() + end + 1, number);
    bool const whole = problem == std::errc{} && rest == text.data() + end + 1;
    return whole ? std::optional{number} : std::nullopt;
}

void check_amount(Document& document, Json const& source, std::string_view name, Json const& value)
{
    if (value.is_null() || value == "") {
        return;
    }
    auto const number = number_in(value);
    auto const shown = value.is_string() ? text_of(value) : value.dump();
    if (!number || !(*number >= 0) || std::isinf(*number)) {
        document.diagnostics->error(
            document.place(source),
            fmt::format("'{}' is '{}', which is not a number of at least 0", name, shown),
            "write digits, for instance 5; where a parameter is meant, fill it with --set or "
            "--fill");
    } else if (value.is_string() && !whole_number(value)) {
        document.diagnostics->warning(
            document.place(source),
            fmt::format("'{}' is '{}'; DALiuGE takes texts that are no whole numbers as 1, and so "
                        "does this",
                        name,
                        shown),
            "write a whole number");
    }
}

void check_category(Document& document, Json const& source)
{
    auto const category = text_of(source, "category");
    bool const has_class =
        !text_of(attribute(source, {"dropclass", "appclass", "dataclass"})).empty();
    if (is_known_category(category) || has_class) {
        return;
    }
    document.diagnostics->warning(
        document.place(source),
        fmt::format("unknown category '{}'; it is taken as an app", category),
        did_you_mean(category, known_categories()));
}

}  // namespace

void check_node(Document& document, Json const& source, LogicalNode const& node)
{
    if (node.construct != Construct::drop && node.construct != Construct::processes) {
        return;
    }
    check_category(document, source);
    auto const type = text_of(source, "categoryType");
    if (type == "Data") {
        check_amount(document, source, "data_volume", amount(source, "data", "volume"));
    } else if (type == "Application") {
        check_amount(document, source, "execution_time", amount(source, "execution", "time"));
        check_amount(document, source, "num_cpus", attribute(source, "num_cpus"));
    }
}

}  // namespace atl::graph::logical
