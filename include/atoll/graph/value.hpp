#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atl::graph {

/// A value of a graph's JSON as drops use it: a scalar, or the JSON text of a list or object.
class Value {
  public:
    enum class Kind : std::uint8_t { null, boolean, integer, number, text, json };

    Value() = default;
    Value(Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}

    [[nodiscard]] Kind kind() const noexcept { return kind_; }
    /// Decoded text of a string; literal ("3", "true") of a scalar; JSON text of a list or object;
    /// "" of null.
    [[nodiscard]] std::string const& text() const noexcept { return text_; }
    /// True for null, "" and false: what DALiuGE drops from commands.
    [[nodiscard]] bool empty() const noexcept;
    /// True for null and "": a field that was left open, for which another one may stand.
    [[nodiscard]] bool is_blank() const noexcept;

    /// Number, or text that reads as one; nothing otherwise.
    [[nodiscard]] std::optional<double> as_number() const;
    /// Whole number, or text that reads as one ("3", "3.0"); nothing otherwise.
    [[nodiscard]] std::optional<std::int64_t> as_integer() const;
    /// Boolean; numbers and text "0", "0.0", "false", "no", "none", "" (any case) are false and
    /// "1", "1.0", "true", "yes" true; nothing otherwise.
    [[nodiscard]] std::optional<bool> as_boolean() const;

  private:
    Kind kind_{Kind::null};
    std::string text_;
};

}  // namespace atl::graph
