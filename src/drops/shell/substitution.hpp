#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "drops/shell/named_values.hpp"
#include "drops/shell/path_words.hpp"

namespace atl::drops {

/// What stands for a name in a command; nothing: the placeholder stays.
using CommandLookup = std::function<std::optional<CommandText>(std::string_view name)>;

/// \p command with `{name}` replaced by what \p lookup says for it.
///
/// Text is pasted as it is, as DALiuGE does: it can hold shell syntax. Paths stay one word. What a
/// value brings in is not looked at again.
/// \p paths keeps what has to go before the command.
[[nodiscard]] std::string substitute_names(std::string_view command,
                                           CommandLookup const& lookup,
                                           PathWords& paths);

/// The same for one argument of a program that no shell sees: everything is pasted as it is.
[[nodiscard]] std::string fill_word(std::string_view word, CommandLookup const& lookup);

/// Text for uid or port name \p name, as BashShellApp commands use them: `{uid}` stands for the
/// path of an input or output that has one.
[[nodiscard]] std::optional<CommandText> uid_path(AppContext const& context, std::string_view uid);

}  // namespace atl::drops
