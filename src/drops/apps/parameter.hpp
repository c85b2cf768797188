#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "atoll/drops/app_drop.hpp"
#include "atoll/drops/py_value.hpp"
#include "atoll/graph/drop_spec.hpp"

namespace atl::drops {

/// \p value of a graph as Python sees it: lists and objects become lists and dictionaries.
[[nodiscard]] PyValue to_py_value(graph::Value const& value);

/// Encoding that the graph states for port \p port; "dill" when it states none.
[[nodiscard]] std::string encoding_of(graph::DropSpec const& spec, std::string_view port);

/// Content of \p input, read by port encoding \p encoding.
/// \throws Error{io} with the input's uid and port when it cannot be read.
[[nodiscard]] PyValue read_value(std::string_view encoding, Input const& input);

/// A parameter of an app that may also arrive by an input port of the same name.
///
/// Content that arrives wins; a port without content (empty, or its producer was skipped) leaves
/// the value of the graph.
class Parameter {
  public:
    /// \p fallback counts when the graph has no value, or an empty one.
    Parameter(graph::DropSpec const& spec, std::string_view name, PyValue fallback);

    /// The value for one run.
    [[nodiscard]] PyValue value(AppContext const& context) const;
    /// The same as a real number, a whole number, a truth value or text.
    /// \throws Error{invalid_graph} when it is no number.
    [[nodiscard]] double number(AppContext const& context) const;
    [[nodiscard]] std::int64_t integer(AppContext const& context) const;
    /// A value that the graph gives, and that is empty, is false.
    [[nodiscard]] bool flag(AppContext const& context) const;
    [[nodiscard]] std::string text(AppContext const& context) const;

  private:
    /// Content of the port; nothing when there is none.
    [[nodiscard]] std::optional<PyValue> arrived(AppContext const& context) const;
    [[noreturn]] void refuse(PyValue const& value, std::string_view expected) const;

    std::string name_;
    std::string encoding_;
    PyValue configured_;
    bool is_blank_;
};

}  // namespace atl::drops
