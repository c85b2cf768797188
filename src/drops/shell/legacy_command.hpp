#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "atoll/drops/app_drop.hpp"
#include "atoll/graph/drop_spec.hpp"

#include "drops/shell/path_words.hpp"

namespace atl::drops {

/// True when \p text uses the placeholders of DALiuGE before version 5: `%i0`, `%o[uid]`,
/// `%iDataURL0` and the like.
[[nodiscard]] bool has_legacy_tokens(std::string_view text);

/// \p text with the placeholders of DALiuGE before version 5 filled in.
///
/// `%iN` (`%oN`) is the path of the N-th input (output) that has one; after those come the others,
/// whose content is handed over as a file. `%iDataURLN` counts the drops without a path. A token
/// that stands for nothing stays.
[[nodiscard]] std::string substitute_legacy_tokens(std::string_view text,
                                                   AppContext& context,
                                                   PathWords& paths);

/// How commands were put together before version 5.
struct LegacyCommand {
    std::string command;
    std::vector<graph::Argument> arguments;  ///< Those that are the user's.
    std::string prefix{"--"};
    std::string separator{" "};
    std::string trailing;  ///< `command_line_arguments`: used when no argument has a value.
    std::string input_redirection;   ///< What is piped into the command; empty: nothing.
    std::string output_redirection;  ///< Where its output goes; empty: nowhere.

    /// What \p spec says. \p spec need not have any of it.
    [[nodiscard]] static LegacyCommand from(graph::DropSpec const& spec);
    /// True when any part of it uses the old placeholders.
    [[nodiscard]] bool is_legacy() const;
    /// The command line, with everything filled in. `{name}` works in the command too; what it
    /// used is not appended again. \throws Error{io} when a port's content cannot be read.
    [[nodiscard]] std::string assemble(AppContext& context) const;
};

}  // namespace atl::drops
