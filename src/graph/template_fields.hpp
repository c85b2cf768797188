#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/place.hpp"
#include "atoll/graph/value.hpp"

namespace atl::graph {

/// \p element as drops use it.
[[nodiscard]] Value value_of(simdjson::dom::element element);

/// Finds the value of \p key in \p object; of a key that stands there twice the last one, as in
/// Python. \returns whether there is one.
[[nodiscard]] bool find_last(simdjson::dom::object object,
                             std::string_view key,
                             simdjson::dom::element& found);

/// Bounds of a whole number, both allowed.
struct IntegerRange {
    std::int64_t least;
    std::int64_t most;
};

/// The fields of one template, looked up as DALiuGE does: `applicationArgs[x].value` before the
/// top-level key x.
class TemplateFields {
  public:
    TemplateFields(simdjson::dom::object object, Place const& place, Diagnostics& diagnostics);

    /// Null when there is no such field.
    [[nodiscard]] Value get(std::string_view key) const;
    /// Text of the first of \p keys that has one, "" when none has.
    [[nodiscard]] std::string text(std::initializer_list<std::string_view> keys) const;
    /// A whole number within \p range; \p fallback when absent or empty, and after reporting what
    /// is wrong.
    [[nodiscard]] std::int64_t integer(std::string_view key,
                                       IntegerRange range,
                                       std::int64_t fallback) const;
    /// A number >= 0 of the first of \p keys that has one; \p fallback as above.
    [[nodiscard]] double amount(std::initializer_list<std::string_view> keys,
                                double fallback) const;
    /// False when absent or empty, and after reporting a value that is neither true nor false.
    [[nodiscard]] bool flag(std::string_view key) const;
    /// Whether a port delivers the value of \p key.
    [[nodiscard]] bool is_input_port(std::string_view key) const;

    /// \p pointer is a JSON pointer below the template without its first '/': a key, mostly.
    void error(std::string_view pointer, std::string what, std::string hint) const;
    void warning(std::string_view pointer, std::string what, std::string hint) const;

  private:
    /// One bit of 64 that \p key has: most keys asked for are absent, and their bits too.
    [[nodiscard]] static std::uint64_t bit_of(std::string_view key) noexcept;
    [[nodiscard]] static std::uint64_t bits_of(simdjson::dom::object object) noexcept;
    [[nodiscard]] bool find(std::string_view key, simdjson::dom::element& found) const;
    [[nodiscard]] bool find_argument(std::string_view key, simdjson::dom::element& found) const;
    [[nodiscard]] std::string where(std::string_view pointer) const;

    simdjson::dom::object object_;
    simdjson::dom::object arguments_;
    bool has_arguments_{false};
    std::uint64_t object_bits_{0};
    std::uint64_t argument_bits_{0};
    Place const* place_;
    Diagnostics* diagnostics_;
};

}  // namespace atl::graph
