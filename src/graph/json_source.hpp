#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "atoll/core/diagnostics.hpp"

namespace atl::graph {

/// The text of a graph while simdjson walks over it: strings without copies, and places.
class JsonSource {
  public:
    using Json = simdjson::ondemand::value;

    /// \p text is kept by reference; simdjson::SIMDJSON_PADDING bytes after it can be read.
    JsonSource(std::string_view text, std::string name);

    /// Starts the walk; call once. \throws simdjson_error.
    [[nodiscard]] simdjson::ondemand::document& start();

    [[nodiscard]] std::string const& name() const noexcept { return name_; }

    /// A string's text; valid as long as this. \throws simdjson_error when it is no string.
    /// \throws Error{invalid_graph} when it is longer than 1 MiB.
    [[nodiscard]] std::string_view text_of(Json value);
    /// A field's key; valid as long as this. \throws Error{invalid_graph} as text_of().
    [[nodiscard]] std::string_view key_of(simdjson::ondemand::field& field);

    /// Where the walk stands; the end of the text when it is over.
    [[nodiscard]] char const* location();
    /// The same in words: "g.json:3:1".
    [[nodiscard]] std::string here();
    /// Whether there is something after the document.
    [[nodiscard]] bool has_more();

    /// A number by which text_at() finds \p text again, which text_of() or key_of() gave last.
    [[nodiscard]] std::uint32_t place_of(std::string_view text) const noexcept;
    [[nodiscard]] std::string_view text_at(std::uint32_t place) const noexcept;

    /// Where the text breaks JSON's grammar, if it does. O(size).
    [[nodiscard]] std::optional<Problem> fault() const;
    /// What is wrong with the text.
    [[nodiscard]] Problem problem(simdjson::error_code error);

  private:
    /// \throws Error{invalid_graph} when \p size is beyond what a name may have.
    void refuse_long(std::size_t size);

    std::string_view text_;
    std::string name_;
    std::deque<std::string> unescaped_;  ///< Strings that are written with escapes.
    bool is_started_{false};
    simdjson::ondemand::parser parser_;
    simdjson::ondemand::document document_;
};

}  // namespace atl::graph
