#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atl::config {

/// One option of an #SBATCH line.
struct Directive {
    std::string option;  ///< Long name without dashes, "nodes" for -N; the letter when unknown.
    std::string value;   ///< "" when it has none.
    friend bool operator==(Directive const&, Directive const&) = default;
};

/// Options of the text after "#SBATCH", for instance "--qos express" or "-N 2 -C gpu". Words that
/// belong to no option are left out, as sbatch takes them for the script's arguments.
[[nodiscard]] std::vector<Directive> parse_directives(std::string_view text);

/// The last value that \p lines give to \p option (long name), or nothing.
[[nodiscard]] std::optional<std::string> directive_value(std::vector<std::string> const& lines,
                                                         std::string_view option);

}  // namespace atl::config
