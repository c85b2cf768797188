#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "atoll/core/error.hpp"

#include "drops/drop_identity.hpp"

namespace atl::drops {

/// Value of a variable, or of a drop's parameter, when there is one.
using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

/// A path names a variable that has no value here; it may have one elsewhere.
class UnsetVariable final : public Error {
  public:
    /// \p name of the variable in \p path.
    UnsetVariable(std::string_view name, std::string_view path);
};

/// \p text with `$NAME` and `${NAME}` replaced by what \p variable says.
/// \throws UnsetVariable when a variable is not set.
[[nodiscard]] std::string expand_variables(std::string_view text, Lookup const& variable);

/// Environment of this process; DLG_ROOT is `~/dlg` when it is not set, as in DALiuGE.
[[nodiscard]] std::optional<std::string> environment_variable(std::string_view name);

/// Whether \p path is below \p folder, by their names.
[[nodiscard]] bool is_within(std::filesystem::path const& path,
                             std::filesystem::path const& folder);

/// \p text with `{token}` replaced by what \p token says; `{{` and `}}` stand for braces.
/// \throws Error{invalid_graph} for a token that is not known.
[[nodiscard]] std::string expand_tokens(std::string_view text, Lookup const& token);

/// What the path of a file drop follows from.
struct PathRule {
    std::string filepath;               ///< As in the graph; may be empty, or end with '/'.
    std::string dirname;                ///< Folder of older graphs; may be empty.
    std::string date;                   ///< Day on which the session started, YYYY-MM-DD.
    std::filesystem::path data_folder;  ///< Where relative paths lead; absolute.
};

/// Absolute path of the file of \p drop; without a path in the graph its name is the uid's. Tokens:
/// `auto`, `uid`, `iid`, `datetime`, `dlg`, and what
/// \p parameter knows. \throws Error{invalid_graph} for unset variables and unknown tokens.
[[nodiscard]] std::filesystem::path file_path(PathRule const& rule,
                                              DropIdentity const& drop,
                                              Lookup const& parameter);

}  // namespace atl::drops
