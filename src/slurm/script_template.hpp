#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/slurm/shell_word.hpp"

namespace atl::slurm {

/// What may take the place of a `{{name}}` of a script template.
class ScriptPart {
  public:
    /// One word.
    ScriptPart(ShellWord const& word);  // NOLINT(google-explicit-constructor) words are parts
    /// Whole lines, verbatim: for what is code by definition (a user's prologue) or was made of
    /// checked pieces (the header). Without a line feed at its end.
    [[nodiscard]] static ScriptPart lines(std::vector<std::string> const& lines);

    [[nodiscard]] std::string const& text() const noexcept { return text_; }

  private:
    explicit ScriptPart(std::string text);

    std::string text_;
};

/// \p text with every `{{name}}` replaced by its part, in one pass: what a part holds is not looked
/// at again. A line that held only a placeholder whose part is empty is left out.
/// \throws Error{io} when \p text names a part that is not in \p parts.
[[nodiscard]] std::string fill_template(std::string_view text,
                                        std::map<std::string, ScriptPart> const& parts);

/// \p text with `$NAME` and `${NAME}` of \p values replaced, other references kept, `$$` made `$`:
/// the rules of Python's `Template.safe_substitute`, which DALiuGE uses.
[[nodiscard]] std::string safe_substitute(std::string_view text,
                                          std::map<std::string, std::string> const& values);

}  // namespace atl::slurm
