#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/graph/value.hpp"

namespace atl::graph {

/// An argument of an app drop, or a parameter of a data drop, with its description in the graph.
struct Argument {
    enum class Usage { no_port, input, output, input_output };

    std::string name;
    Value value;
    std::string type{"String"};
    std::string encoding{
        "dill"};  ///< How content passes the port: dill, pickle, path, utf-8, npy, eval, raw, ...
    Usage usage{Usage::no_port};
    bool positional{false};
    bool precious{false};
    std::string description;
    Value default_value;
};

/// Everything that a drop's template says, read from its JSON text once.
///
/// `applicationArgs[x].value` wins over the top-level key x, as in DALiuGE.
class DropSpec {
  public:
    /// \p body is the JSON object of a template (PhysicalGraph::body).
    /// \throws Error{invalid_graph} when it is not a JSON object.
    [[nodiscard]] static DropSpec parse(std::string_view body);

    /// Value of top-level key or argument \p name; a null value when there is none.
    [[nodiscard]] Value const& get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    /// All top-level keys and arguments with their values.
    [[nodiscard]] std::map<std::string, Value, std::less<>> const& values() const noexcept
    {
        return values_;
    }
    /// Gives \p name another value, as key and as argument where it is one.
    void set(std::string_view name, Value const& value);

    /// `applicationArgs` in the order of the graph (then componentParams that are ports).
    [[nodiscard]] std::vector<Argument> const& arguments() const noexcept { return arguments_; }
    /// The argument called \p name, or nullptr.
    [[nodiscard]] Argument const* argument(std::string_view name) const;
    /// Entry of `fields` called \p name (memory drops read `pydata` from there), or nullptr.
    [[nodiscard]] Argument const* field(std::string_view name) const;

    [[nodiscard]] std::string const& name() const noexcept { return name_; }
    [[nodiscard]] std::string const& dropclass() const noexcept { return dropclass_; }

  private:
    std::string name_;
    std::string dropclass_;
    std::map<std::string, Value, std::less<>> values_;
    std::vector<Argument> arguments_;
    std::vector<Argument> fields_;
};

}  // namespace atl::graph
