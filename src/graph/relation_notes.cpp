#include "graph/relation_notes.hpp"

#include <fmt/format.h>

namespace atl::graph {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr int deepest_list = 4;

Relation relation_of(FieldKind list, DropId owner, DropId other, PortId port)
{
    Relation relation;
    relation.streaming =
        list == FieldKind::streaming_consumers || list == FieldKind::streaming_inputs;
    auto const owner_is_source = list == FieldKind::consumers || list == FieldKind::outputs ||
                                 list == FieldKind::streaming_consumers;
    relation.from = owner_is_source ? owner : other;
    relation.to = owner_is_source ? other : owner;
    relation.told_by = owner_is_source ? Relation::ToldBy::from : Relation::ToldBy::to;
    (owner_is_source ? relation.from_port : relation.to_port) = port;
    return relation;
}

}  // namespace

void RelationNotes::read(FieldKind kind, JsonSource::Json list)
{
    element_ = 0;
    auto const type = list.type().value();
    if (type == ondemand::json_type::null) {
        return;
    }
    if (type != ondemand::json_type::array) {
        read_entry(kind, list, 0);
        return;
    }
    for (JsonSource::Json entry : list.get_array()) {
        read_entry(kind, entry, 0);
        ++element_;
    }
}

void RelationNotes::read_entry(FieldKind kind, JsonSource::Json entry, int depth)
{
    auto const type = entry.type().value();
    if (type == ondemand::json_type::string) {
        auto const oid = source_->text_of(entry);
        add(kind, oid, source_->place_of(oid), {});
    } else if (type == ondemand::json_type::object) {
        for (ondemand::field field : entry.get_object()) {
            auto const oid = source_->key_of(field);
            auto const place = source_->place_of(oid);
            auto port = field.value();
            auto const is_named = port.type().value() == ondemand::json_type::string;
            add(kind, oid, place, is_named ? source_->text_of(port) : std::string_view{});
        }
    } else if (type == ondemand::json_type::array && depth < deepest_list) {
        for (JsonSource::Json inner : entry.get_array()) {
            read_entry(kind, inner, depth + 1);
        }
    } else {
        diagnostics_->error(source_->here(),
                            fmt::format("an entry of '{}' is not a relation", relation_key(kind)),
                            "it must be an oid, or an object {oid: port}");
    }
}

void RelationNotes::add(FieldKind kind,
                        std::string_view oid,
                        std::uint32_t place,
                        std::string_view port)
{
    auto const number = oids_->add(oid, place);
    auto const port_number = static_cast<std::uint16_t>(builder_->add_port(port).value);
    notes_.push_back({builder_->size(), number, element_, port_number, kind});
}

void RelationNotes::link(std::function<Place(DropId)> const& place)
{
    for (auto const& note : notes_) {
        auto const& target = (*oids_)[note.oid];
        if (target.drop == OidTable::undefined) {
            auto where = place(DropId{note.owner});
            where.pointer += fmt::format("/{}/{}", relation_key(note.list), note.element);
            diagnostics_->warning(where.text(),
                                  fmt::format("relation to the unknown drop '{}' is left out",
                                              source_->text_at(target.first_mention)));
            continue;
        }
        if (target.drop != OidTable::ignored) {
            builder_->add_relation(
                relation_of(note.list, DropId{note.owner}, DropId{target.drop}, PortId{note.port}));
        }
    }
    notes_ = {};
}

}  // namespace atl::graph
