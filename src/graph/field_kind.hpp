#pragma once

#include <cstdint>

namespace atl::graph {

/// What the reader does with a top-level field of a drop.
enum class FieldKind : std::uint8_t {
    kept,     ///< Part of the template.
    dropped,  ///< Identity that follows from the oid, or what Atoll does not use.
    oid,
    node,
    island,
    consumers,
    streaming_consumers,
    inputs,
    streaming_inputs,
    outputs,
    producers,
};

/// Kind of the field whose JSON key, as written, starts at \p key (after the quote).
/// \pre 24 bytes can be read from \p key.
[[nodiscard]] FieldKind field_kind(char const* key) noexcept;

/// The key of a relation list, "" of other kinds.
[[nodiscard]] char const* relation_key(FieldKind kind) noexcept;

}  // namespace atl::graph
