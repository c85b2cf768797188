#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace atl::slurm {

/// A piece of a bash script that is exactly one word, whatever text it was made from.
///
/// The only way from a value to a script's command line: there is no other constructor.
class ShellWord {
  public:
    /// A word with the very bytes of \p text; nothing in it means anything to bash.
    /// \throws Error{invalid_config} when it holds a zero byte, which no word can.
    [[nodiscard]] static ShellWord literal(std::string_view text);

    /// The same, but `$NAME`, `${NAME}` and a leading `~` are expanded where the script runs; an
    /// unset variable is empty. Nothing else is: no commands, no patterns, no splitting.
    [[nodiscard]] static ShellWord expanding(std::string_view text);

    [[nodiscard]] static ShellWord number(std::uint64_t value);

    /// What variable \p name holds where the script runs; \p value when it is unset or empty.
    [[nodiscard]] static ShellWord variable_or(std::string_view name, std::uint64_t value);

    /// As it stands in the script.
    [[nodiscard]] std::string const& text() const noexcept { return text_; }

  private:
    explicit ShellWord(std::string text);

    std::string text_;
};

}  // namespace atl::slurm
