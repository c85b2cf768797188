#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "atoll/graph/graph_builder.hpp"
#include "atoll/graph/read_graph.hpp"

#include "graph/field_kind.hpp"
#include "graph/json_source.hpp"
#include "graph/oid_table.hpp"
#include "graph/relation_notes.hpp"
#include "graph/template_store.hpp"

namespace atl::graph {

/// One pass over the text of a physical graph.
class GraphReader {
  public:
    /// \p text is kept by reference; simdjson::SIMDJSON_PADDING bytes after it can be read.
    GraphReader(std::string_view text, std::string source);

    /// Reads it all; call once.
    [[nodiscard]] ReadResult read(FileCheck check);

  private:
    using Array = simdjson::ondemand::array;
    using Object = simdjson::ondemand::object;
    using Json = JsonSource::Json;

    /// What the drop being read says of itself.
    struct Current {
        std::string_view oid;
        std::uint32_t oid_place{0};
        std::string_view node;
        std::string_view island;
        bool has_oid{false};
        bool has_bad_oid{false};
        unsigned seen{0};  ///< A bit for each kind of field that was there.
    };
    /// An object without oid that may be the reprodata at the end of the list.
    struct Trailer {
        Place place;
        std::string text;
    };

    void read_document();
    void read_list(Array list, std::string const& pointer);
    void read_element(Json element, std::string const& pointer, std::size_t index);
    void read_drop(Object object, char const* begin, std::size_t index);
    void read_fields(Object object);
    void read_field(FieldKind kind, Json value);
    void read_oid(Json value);
    void end_drop(std::size_t index, std::size_t told_before);
    void warn_of_second(FieldKind kind);
    void report_broken(Place const& place);
    void end_without_oid(Place const& place, std::string_view text);
    void report_misplaced_trailer();
    void check_files(PhysicalGraph const& graph);
    /// Of the drop being read, number \p index of its list. Valid until the next call.
    [[nodiscard]] Place const& place_here(std::size_t index);
    [[nodiscard]] Place place_of(DropId drop) const;

    JsonSource source_;
    Diagnostics diagnostics_;
    GraphBuilder builder_;
    TemplateStore templates_;
    OidTable oids_;
    RelationNotes relations_;
    std::vector<std::uint32_t> element_of_;  ///< [drops] position in the list.
    std::vector<std::string_view> spans_;    ///< Fields of the current drop that its template has.
    Current current_;
    char const* object_end_{nullptr};  ///< After the closing brace of the current drop.
    std::string list_pointer_;
    Place here_;  ///< What place_here() gives.
    std::optional<Trailer> trailer_;
    std::optional<bool> has_fault_;  ///< Whether the text breaks JSON's grammar, once it is known.
};

}  // namespace atl::graph
