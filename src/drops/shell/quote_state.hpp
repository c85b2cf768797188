#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atl::drops {

/// Where in a shell command a piece of text would land.
enum class QuoteState : std::uint8_t {
    outside,
    in_single_quotes,
    in_double_quotes,
    in_dollar_quotes,  ///< $'...'
    in_comment,
    in_here_document,
    in_quoted_here_document,  ///< Nothing in it is replaced: <<'END'.
};

/// Follows a command from left to right and knows at each place whether it is inside quotes.
///
/// A command substitution, $( ) or backquotes, is outside again, also within double quotes; ${ } is
/// what is around it. What only a shell could tell is guessed: the parentheses of `case`, << in
/// (( )).
class QuoteTracker {
  public:
    /// Takes in the next piece of the command.
    void advance(std::string_view text);
    [[nodiscard]] QuoteState state() const noexcept { return state_; }
    /// \p text so that the shell reads it as it is, part of one word, at this place.
    [[nodiscard]] std::string quote(std::string_view text) const;
    /// What the shell replaces, at this place, by the value of variable \p name as part of one
    /// word. Where the place was guessed wrong, the value is split into words or stays out; it is
    /// never read as a command. \pre state() is not in_quoted_here_document.
    [[nodiscard]] std::string expansion(std::string_view name) const;

  private:
    enum class Bracket : std::uint8_t { parentheses, backquotes, braces };

    /// A substitution that has begun.
    struct Substitution {
        QuoteState around;
        Bracket bracket;
        std::uint32_t parentheses;  ///< Open ones, its own among them.
        bool arithmetic{false};     ///< $((
    };

    /// A here-document that was announced.
    struct HereDocument {
        std::string end;
        bool quoted{false};
        bool strips_tabs{false};
    };

    void take(char c);
    void take_outside(char c);
    /// Whether \p c ends or begins a substitution.
    bool take_bracket(char c);
    bool take_backquote(char c);
    void take_parenthesis(char c);
    /// Whether \p c belongs to the name of a here-document's end.
    bool take_here_name(char c);
    void take_here_line(char c);
    void begin(Bracket bracket);
    void end();
    void end_line();
    [[nodiscard]] bool in(Bracket bracket) const
    {
        return !open_.empty() && open_.back().bracket == bracket;
    }

    QuoteState state_{QuoteState::outside};
    bool escaped_{false};    // the last character was a backslash that counts
    char last_{'\n'};        // the last character that counts, '\n' at the beginning
    std::uint32_t less_{0};  // how many '<' the text ends with
    bool reads_here_name_{false};
    char here_quote_{'\0'};
    std::vector<HereDocument> announced_;  // not begun, or the first of them being read
    std::string line_;                     // of the here-document
    std::vector<Substitution> open_;
};

}  // namespace atl::drops
