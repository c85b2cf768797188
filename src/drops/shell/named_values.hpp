#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/drops/app_drop.hpp"
#include "atoll/graph/drop_spec.hpp"

namespace atl::drops {

/// Text for a command, and where it comes from.
struct CommandText {
    /// A path is one word of the command whatever its characters are; other text is pasted.
    enum class Kind : std::uint8_t {
        text,
        path,
        nothing,  ///< An input that has no content because its producer failed or was skipped.
    };

    std::string text;
    Kind kind{Kind::text};
    std::vector<std::string> more{};  ///< Of further drops at the same port, in their order.
};

/// The arguments of a command by name: what the graph says, overlaid by what arrives through ports.
///
/// Inputs are read, and outputs prepared, only when their name is asked for. Arguments without
/// value ("", false, null) that are not `precious` have none: their placeholders stay, except those
/// of inputs that have no content, which stand for nothing. Valid as
/// long as what it was made from.
class NamedValues {
  public:
    NamedValues(std::vector<graph::Argument> const& arguments, AppContext& context)
        : arguments_(arguments), context_(context)
    {
    }

    /// \throws Error{io} when a port's content cannot be read or is not what its encoding says.
    [[nodiscard]] std::optional<CommandText> find(std::string_view name) const;

  private:
    [[nodiscard]] std::optional<CommandText> own_value(graph::Argument const& argument) const;

    std::vector<graph::Argument> const& arguments_;
    AppContext& context_;
};

/// What \p input gives to a command through a port of \p encoding. \throws Error{io}
[[nodiscard]] CommandText input_text(Input const& input, std::string_view encoding);

}  // namespace atl::drops
