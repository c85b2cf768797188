#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

namespace atl::app {

/// What a subcommand takes.
struct CommandLine {
    std::string usage;                                    ///< "atoll cancel SESSION [options]".
    boost::program_options::options_description options;  ///< Bound to the values.
    /// Names of options that words without a dash are taken for, in their order; the last may
    /// repeat. The help does not list them.
    std::vector<std::string> positional;
    std::vector<std::string> aliases{};  ///< Second names of options, which the help does not list.
};

/// Whether a command is to go on after its options were read.
enum class Parsed { go_on, help_shown };

/// Reads \p arguments into the values that \p line is bound to. `--help` is always there.
/// \throws Error{usage} with the nearest option for an unknown one.
[[nodiscard]] Parsed parse_options(CommandLine const& line, std::span<std::string const> arguments);

/// \throws Error{usage} that says how \p line is used when \p value is empty: \p what is missing.
void require(std::string const& value, std::string_view what, CommandLine const& line);

/// \p value, which must be at least \p least, as an unsigned number.
/// \throws Error{usage} naming \p option.
[[nodiscard]] std::uint32_t checked_count(int value, int least, std::string_view option);

/// The environment of this process, name to value.
[[nodiscard]] std::map<std::string, std::string> environment_map();

/// Value of \p name in \p environment, "" when it is absent.
[[nodiscard]] std::string value_of(std::map<std::string, std::string> const& environment,
                                   std::string const& name);

}  // namespace atl::app
