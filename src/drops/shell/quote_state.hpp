#pragma once

#include <string>
#include <string_view>

namespace atl::drops {

/// Where in a shell command a piece of text would land.
enum class QuoteState : std::uint8_t { outside, in_single_quotes, in_double_quotes };

/// Follows a command from left to right and knows at each place whether it is inside quotes.
class QuoteTracker {
  public:
    /// Takes in the next piece of the command.
    void advance(std::string_view text) noexcept;
    [[nodiscard]] QuoteState state() const noexcept { return state_; }

  private:
    QuoteState state_{QuoteState::outside};
    bool escaped_{false};  // the last character was a backslash that counts
};

/// \p text so that the shell reads it as it is, part of one word, at a place of \p state.
[[nodiscard]] std::string quote_for(QuoteState state, std::string_view text);

}  // namespace atl::drops
