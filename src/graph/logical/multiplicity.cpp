#include "graph/logical/multiplicity.hpp"

#include <cmath>
#include <initializer_list>

#include <fmt/format.h>

#include "graph/logical/attributes.hpp"

namespace atl::graph::logical {
namespace {

/// What DALiuGE assumes for a scatter that does not say.
constexpr std::uint64_t default_copies = 4;

using FieldNames = std::initializer_list<char const*>;
constexpr FieldNames copy_names{"num_of_copies", "num_of_splits", "Number of copies"};
constexpr FieldNames iteration_names{
    "num_of_iter", "Number of Iterations", "Number of loops", "num_of_iterations"};

[[nodiscard]] bool says_none(Json const& source, FieldNames names)
{
    auto const& value = attribute(source, names);
    return value.is_null() || value == "";
}

void warn_without_copies(Document& document, Json const& source)
{
    if (says_none(source, copy_names)) {
        document.diagnostics->warning(
            document.place(source),
            fmt::format("the scatter does not say its number of copies; {} are made, as DALiuGE "
                        "does",
                        default_copies),
            "set its 'num_of_copies'");
    }
}

void warn_without_iterations(Document& document, Json const& source)
{
    if (says_none(source, iteration_names)) {
        document.diagnostics->warning(
            document.place(source),
            "the loop does not say its number of iterations; there is one",
            "set its 'num_of_iter', for instance to 5");
    }
}

/// The first of \p names as a number of at least 1; \p fallback when there is none.
[[nodiscard]] std::uint64_t number(Document& document,
                                   Json const& source,
                                   FieldNames names,
                                   std::uint64_t fallback)
{
    auto const& value = attribute(source, names);
    if (value.is_null() || value == "") {
        return fallback;
    }
    auto const whole = whole_number(value);
    bool const broken =
        value.is_boolean() || (value.is_number_float() && value != std::floor(value.get<double>()));
    if (!whole || *whole < 1 || broken) {
        document.diagnostics->error(
            document.place(source),
            fmt::format("'{}' is '{}', which is not a whole number of at least 1",
                        *names.begin(),
                        value.is_string() ? text_of(value) : value.dump()),
            "write digits, for instance 4; where a parameter is meant, fill it with --set or "
            "--fill");
        return 1;
    }
    return static_cast<std::uint64_t>(*whole);
}

[[nodiscard]] std::vector<std::string> group_keys(Json const& source)
{
    auto const text = text_of(attribute(source, "group_key"));
    std::vector<std::string> keys;
    if (text.empty() || text == "None" || text == "-1") {
        return keys;
    }
    std::size_t begin = 0;
    while (begin <= text.size()) {
        auto const end = std::min(text.find(',', begin), text.size());
        auto key = text.substr(begin, end - begin);
        key.erase(0, key.find_first_not_of(' '));
        key.erase(key.find_last_not_of(' ') + 1);
        keys.push_back(std::move(key));
        begin = end + 1;
    }
    return keys;
}

}  // namespace

void read_multiplicity(Document& document, Json const& source, LogicalNode& node)
{
    switch (node.construct) {
        case Construct::scatter:
            warn_without_copies(document, source);
            node.count = number(document, source, copy_names, default_copies);
            break;
        case Construct::loop:
            warn_without_iterations(document, source);
            node.count = number(document, source, iteration_names, 1);
            break;
        case Construct::gather:
            node.width = number(document, source, {"num_of_inputs", "Number of inputs"}, 1);
            break;
        case Construct::processes:
            node.count = number(document, source, {"num_of_procs"}, 1);
            break;
        case Construct::group_by:
            node.group_keys = group_keys(source);
            break;
        case Construct::drop:
        case Construct::plain:
        case Construct::start:
        case Construct::annotation:
            break;
    }
}

}  // namespace atl::graph::logical
