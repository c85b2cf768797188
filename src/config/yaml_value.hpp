#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/config/origin.hpp"
#include "atoll/core/diagnostics.hpp"

namespace atl::config {

struct YamlMember;

/// A piece of a YAML text that keeps each scalar as it was written, with its place.
///
/// Typed by what reads it, not by YAML: an unquoted 24:00:00 stays "24:00:00".
struct YamlValue {
    enum class Kind { null, scalar, list, map };

    Kind kind{Kind::null};
    std::string text;    ///< Of a scalar.
    bool quoted{false};  ///< A quoted scalar is text, whatever it looks like.
    std::vector<YamlValue> items;
    std::vector<YamlMember> members;  ///< In the order of the file, keys unique.
    Origin origin;

    /// The value of member \p key, or null.
    [[nodiscard]] YamlValue const* find(std::string_view key) const noexcept;
};

/// "key: value" of a map.
struct YamlMember {
    std::string key;
    Origin origin;
    YamlValue value;
};

/// Reads the one document that \p text holds. Bounded in depth and in size, aliases expanded.
/// \returns nothing after adding to \p problems when it is no YAML, or too large.
[[nodiscard]] std::optional<YamlValue> parse_yaml(std::string_view text,
                                                  std::string const& source,
                                                  Diagnostics& problems);

/// \p value on one line, for a person; cut after 80 characters.
[[nodiscard]] std::string one_line(YamlValue const& value);

}  // namespace atl::config
