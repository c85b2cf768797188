#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "atoll/graph/graph_builder.hpp"
#include "atoll/graph/read_graph.hpp"

#include "graph/field_kind.hpp"
#include "graph/oid_table.hpp"
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
    using Json = simdjson::ondemand::value;

    /// An entry of a relation list.
    struct Told {
        std::uint32_t owner;
        std::uint32_t oid;      ///< Number in oids_.
        std::uint32_t element;  ///< Position in the list.
        std::uint16_t port;
        FieldKind list;
    };
    /// What the drop being read says of itself.
    struct Current {
        std::string_view oid;
        std::string_view node;
        std::string_view island;
        bool has_oid{false};
        bool has_bad_oid{false};
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
    void read_relations(FieldKind kind, Json list);
    void read_relation(FieldKind kind, Json element, std::uint32_t position, int depth);
    void add_told(FieldKind kind,
                  std::string_view oid,
                  std::string_view port,
                  std::uint32_t position);
    void end_drop(std::size_t index, std::size_t told_before);
    void end_without_oid(Place const& place, std::string_view text);
    void report_misplaced_trailer();
    void link();
    void check_files(PhysicalGraph const& graph);

    [[nodiscard]] std::string_view text_of(Json value);
    [[nodiscard]] std::string_view key_of(simdjson::ondemand::field& field);
    [[nodiscard]] std::uint32_t place_in_text(std::string_view oid) const noexcept;
    [[nodiscard]] std::string_view oid_at(std::uint32_t place) const;
    [[nodiscard]] char const* location();
    [[nodiscard]] std::string here();
    [[nodiscard]] Place place_of(DropId drop) const;
    void report(simdjson::error_code error);

    std::string_view text_;
    std::string source_;
    Diagnostics diagnostics_;
    GraphBuilder builder_;
    TemplateStore templates_;
    OidTable oids_;
    std::vector<Told> told_;
    std::vector<std::uint32_t> element_of_;  ///< [drops] position in the list.
    std::vector<std::string_view> spans_;    ///< Fields of the current drop that its template has.
    std::deque<std::string> unescaped_;      ///< Texts that are written with escapes.
    Current current_;
    char const* object_end_{nullptr};  ///< After the closing brace of the current drop.
    std::string list_pointer_;
    std::optional<Trailer> trailer_;
    bool is_parsing_{false};
    simdjson::ondemand::parser parser_;
    simdjson::ondemand::document document_;
};

}  // namespace atl::graph
