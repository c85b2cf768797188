#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/graph_builder.hpp"

#include "graph/field_kind.hpp"
#include "graph/json_source.hpp"
#include "graph/oid_table.hpp"

namespace atl::graph {

/// What drops say of their relations, kept until all oids are known.
class RelationNotes {
  public:
    /// All are kept by reference.
    RelationNotes(JsonSource& source,
                  OidTable& oids,
                  GraphBuilder& builder,
                  Diagnostics& diagnostics)
        : source_(&source), oids_(&oids), builder_(&builder), diagnostics_(&diagnostics)
    {
    }

    void reserve(std::size_t notes) { notes_.reserve(notes); }

    /// Notes every entry of \p list, a relation list of the next drop of the builder in any of
    /// DALiuGE's forms: oids, objects {oid: port} with one or more keys, lists of these, or one of
    /// them alone. \throws simdjson_error.
    void read(FieldKind kind, JsonSource::Json list);

    /// Number of notes, for forget_after().
    [[nodiscard]] std::size_t size() const noexcept { return notes_.size(); }
    /// Forgets what was noted since size() was \p count.
    void forget_after(std::size_t count) { notes_.resize(count); }

    /// Adds all relations to the builder; those to unknown drops become warnings. \p place tells
    /// where a drop stands. Leaves no notes.
    void link(std::function<Place(DropId)> const& place);

  private:
    struct Note {
        std::uint32_t owner;
        std::uint32_t oid;      ///< Number in oids_.
        std::uint32_t element;  ///< Position in the list.
        std::uint16_t port;
        FieldKind list;
    };

    void read_entry(FieldKind kind, JsonSource::Json entry, int depth);
    void add(FieldKind kind, std::string_view oid, std::uint32_t place, std::string_view port);

    JsonSource* source_;
    OidTable* oids_;
    GraphBuilder* builder_;
    Diagnostics* diagnostics_;
    std::vector<Note> notes_;
    std::uint32_t element_{0};
};

}  // namespace atl::graph
