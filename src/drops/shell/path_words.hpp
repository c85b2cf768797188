#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drops/shell/quote_state.hpp"

namespace atl::drops {

/// Puts paths into a shell command so that none of their text is ever read as a command.
///
/// Plain paths, and those with blanks, stand in it, quoted for their place. Of all others, whose
/// characters could mean something where the place was guessed wrong, the command holds variables.
class PathWords {
  public:
    /// What stands for \p path at the place where \p quotes is.
    /// \throws Error{invalid_graph} in a here-document in which nothing is replaced.
    [[nodiscard]] std::string insert(QuoteTracker const& quotes, std::string_view path);
    /// What goes before the command: gives the variables their values; "" when there are none.
    [[nodiscard]] std::string assignments() const;

  private:
    std::vector<std::string> values_;
};

}  // namespace atl::drops
