#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "atoll/core/diagnostics.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/graph/place.hpp"

namespace atl::graph {

/// Number of a port name within one GraphBuilder; 0 is "no name".
using PortId = Id<struct PortTag>;

/// That an event of `from` reaches `to`: an app's output, or a data drop's consumer.
struct Relation {
    /// Whose list says so. A drop's own list decides the order of its neighbours; what only
    /// neighbours say of it follows, in the order of the calls.
    enum class ToldBy : std::uint8_t { from, to, both };

    DropId from;
    DropId to;
    PortId from_port;  ///< As `from` calls it.
    PortId to_port;    ///< As `to` calls it.
    bool streaming{false};
    ToldBy told_by{ToldBy::both};
};

/// Makes a PhysicalGraph drop by drop; for 10 million drops and more.
///
/// Templates first, then drops, then relations, each in any number; relations may repeat. Bytes
/// kept: about 16 a drop and 20 a relation until finish(). Not thread-safe.
class GraphBuilder {
  public:
    /// How messages name the place of a drop, for instance "g.json: /3 (drop 'x_0')".
    using Locator = std::function<std::string(DropId)>;

    GraphBuilder();
    ~GraphBuilder();
    GraphBuilder(GraphBuilder&&) noexcept;
    GraphBuilder& operator=(GraphBuilder&&) noexcept;
    GraphBuilder(GraphBuilder const&) = delete;
    GraphBuilder& operator=(GraphBuilder const&) = delete;

    /// Makes room, so that nothing is copied while growing. Both numbers may be guesses.
    void reserve(std::size_t drops, std::size_t relations);

    /// Adds a template from its JSON object, in any dialect: kind, component, weight and all limits
    /// are read from it. What is wrong goes to \p diagnostics with \p place.
    TemplateId add_template(std::string_view body, Diagnostics& diagnostics, Place const& place);

    /// Adds a template whose properties are known.
    /// \param content_hash  of the body's content, if it is known; else that of its text.
    TemplateId add_template(DropTemplate properties,
                            std::string_view body,
                            std::string_view name,
                            std::optional<std::uint64_t> content_hash = std::nullopt);

    [[nodiscard]] DropTemplate drop_template(TemplateId id) const noexcept;
    /// Valid until the next template is added.
    [[nodiscard]] std::string_view body(TemplateId id) const noexcept;

    /// Adds a drop called \p oid, which is not checked for being new (see read_physical_graph).
    /// \throws Error{invalid_graph} when there would be 2^32 drops or 4 GiB of oids.
    DropId add_drop(TemplateId drop_template, std::string_view oid);

    /// Same, of an oid given as \p head (up to and including its last '_', see add_head) and \p
    /// tail.
    DropId add_drop(TemplateId drop_template, std::uint32_t head, std::string_view tail);
    [[nodiscard]] std::uint32_t add_head(std::string_view head);

    /// Sets `node` and `island` of the last drop; "" for none.
    void place_last_drop(std::string_view node, std::string_view island);

    [[nodiscard]] PortId add_port(std::string_view name);

    /// \throws Error{invalid_graph} when there would be 2^32 relations.
    /// \pre both drops have been added, or will be before finish().
    void add_relation(Relation const& relation);

    void set_graph_name(std::string name);
    void set_reprodata(std::string json);

    [[nodiscard]] std::uint32_t size() const noexcept;
    [[nodiscard]] std::string oid(DropId drop) const;

    /// The graph: relations without duplicates and in both directions, app-to-app links with an
    /// implicit event drop between. Data-to-data links, drops linked to themselves, relations that
    /// stream and do not, and cycles are errors in \p diagnostics. Leaves the builder empty.
    ///
    /// Takes O(drops + relations).
    [[nodiscard]] PhysicalGraph finish(Diagnostics& diagnostics, Locator const& where = {});

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace atl::graph
