#pragma once

#include <optional>

#include "atoll/drops/py_value.hpp"

#include "drops/codec/pickle_input.hpp"
#include "drops/codec/pickle_opcodes.hpp"

namespace atl::drops {

/// The number, text or bytes that \p opcode says, read from \p input; nothing when \p opcode is
/// another instruction. \throws Error{io} when the input is damaged.
[[nodiscard]] std::optional<PyValue> read_pickle_atom(Opcode opcode, PickleInput& input);

}  // namespace atl::drops
