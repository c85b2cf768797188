#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atl::drops {

/// Where in a shell command a piece of text would land.
enum class QuoteState : std::uint8_t { outside, in_single_quotes, in_double_quotes };

/// Follows a command from left to right and knows at each place whether it is inside quotes.
///
/// A command substitution, $( ) or backquotes, is outside again, also within double quotes. What
/// only a shell could tell is not followed: here-documents, comments, quotes within ${ }.
class QuoteTracker {
  public:
    /// Takes in the next piece of the command.
    void advance(std::string_view text);
    [[nodiscard]] QuoteState state() const noexcept { return state_; }
    /// \p text so that the shell reads it as it is, part of one word, at this place.
    [[nodiscard]] std::string quote(std::string_view text) const;

  private:
    /// A command substitution that has begun.
    struct Substitution {
        QuoteState around;
        bool backquotes;
        std::uint32_t parentheses;  ///< Open ones, its own among them.
    };

    void take(char c);
    void take_outside(char c);
    /// Whether \p c ends or begins a substitution.
    bool take_backquote(char c);
    void begin(bool backquotes);
    void end();

    QuoteState state_{QuoteState::outside};
    bool escaped_{false};       // the last character was a backslash that counts
    bool after_dollar_{false};  // the last character was a dollar that counts
    std::vector<Substitution> open_;
};

}  // namespace atl::drops
