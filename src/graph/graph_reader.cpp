#include "graph/graph_reader.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "graph/input_files.hpp"
#include "graph/json_error.hpp"

namespace atl::graph {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t longest_oid = 0xffff;
constexpr std::size_t guessed_drop_size = 700;  // bytes of JSON
constexpr int deepest_list = 4;

/// \p span without the comma and the spaces at its end.
std::string_view without_comma(std::string_view span)
{
    auto const end = span.find_last_not_of(" \t\r\n,");
    return span.substr(0, end + 1);
}

bool is_reprodata(std::span<std::string_view const> fields)
{
    return fields.empty() || std::ranges::any_of(fields, [](std::string_view span) {
               return span.find("\"rmode\"") != std::string_view::npos;
           });
}

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

GraphReader::GraphReader(std::string_view text, std::string source)
    : text_(text),
      source_(std::move(source)),
      templates_(builder_),
      oids_(text.size() / guessed_drop_size)
{
    auto const drops = text.size() / guessed_drop_size;
    told_.reserve(2 * drops);
    element_of_.reserve(drops);
    builder_.reserve(drops, 2 * drops);
    builder_.set_graph_name(std::filesystem::path{source_}.stem().string());
}

ReadResult GraphReader::read(FileCheck check)
{
    try {
        read_document();
        link();
        auto graph = builder_.finish(diagnostics_, [this](DropId drop) {
            return drop.index() < element_of_.size() ? place_of(drop).text() : source_;
        });
        if (check == FileCheck::as_stated) {
            check_files(graph);
        }
        return {std::move(graph), std::move(diagnostics_)};
    } catch (simdjson::simdjson_error const& error) {
        report(error.error());
    } catch (Error const& error) {
        diagnostics_.error(source_, error.problem(), error.hint());
    }
    return {PhysicalGraph{}, std::move(diagnostics_)};
}

void GraphReader::read_document()
{
    document_ = parser_.iterate(simdjson::padded_string_view(
        text_.data(), text_.size(), text_.size() + simdjson::SIMDJSON_PADDING));
    is_parsing_ = true;
    if (document_.type().value() != ondemand::json_type::array) {
        diagnostics_.error(
            source_, "not a physical graph", "it must be a JSON list of drops, or [name, [drops]]");
        return;
    }
    read_list(document_.get_array(), "");
    if (document_.current_location().error() == simdjson::SUCCESS) {
        report(simdjson::TRAILING_CONTENT);
    }
    if (builder_.size() == 0 && !diagnostics_.has_errors()) {
        diagnostics_.warning(source_, "the graph has no drops");
    }
}

void GraphReader::read_list(Array list, std::string const& pointer)
{
    list_pointer_ = pointer;
    std::size_t index = 0;
    for (Json element : list) {
        read_element(element, pointer, index);
        ++index;
    }
}

void GraphReader::read_element(Json element, std::string const& pointer, std::size_t index)
{
    auto const* const begin = location();
    auto const type = element.type().value();
    bool const is_top = pointer.empty();
    if (type == ondemand::json_type::object) {
        read_drop(element.get_object(), begin, index);
    } else if (type == ondemand::json_type::string && is_top && index == 0) {
        builder_.set_graph_name(std::string{text_of(element)});
    } else if (type == ondemand::json_type::array && is_top && builder_.size() == 0) {
        read_list(element.get_array(), fmt::format("/{}", index));
    } else {
        diagnostics_.error(Place{source_, fmt::format("{}/{}", pointer, index), {}}.text(),
                           "not a drop",
                           "every element of the list must be an object with an \"oid\"");
    }
}

void GraphReader::read_drop(Object object, char const* begin, std::size_t index)
{
    auto const told_before = told_.size();
    current_ = {};
    spans_.clear();
    read_fields(object);
    if (current_.has_oid) {
        report_misplaced_trailer();
        end_drop(index, told_before);
        return;
    }
    told_.resize(told_before);
    if (!current_.has_bad_oid) {
        end_without_oid({source_, fmt::format("{}/{}", list_pointer_, index), {}},
                        {begin, static_cast<std::size_t>(object_end_ - begin)});
    }
}

void GraphReader::read_fields(Object object)
{
    char const* open = nullptr;  // start of the fields that the template has
    auto const close = [&](char const* end) {
        if (open != nullptr) {
            spans_.push_back(without_comma({open, static_cast<std::size_t>(end - open)}));
            open = nullptr;
        }
    };
    for (ondemand::field field : object) {
        auto const* const key = field.key().raw();
        auto const kind = field_kind(key);
        if (kind == FieldKind::kept) {
            open = open == nullptr ? key - 1 : open;
            continue;
        }
        close(key - 1);
        if (kind != FieldKind::dropped) {
            read_field(kind, field.value());
        }
    }
    object_end_ = location();
    while (*(object_end_ - 1) != '}') {
        --object_end_;
    }
    close(object_end_ - 1);
}

void GraphReader::read_field(FieldKind kind, Json value)
{
    auto const is_text = value.type().value() == ondemand::json_type::string;
    switch (kind) {
        case FieldKind::oid:
            current_.oid = is_text ? text_of(value) : std::string_view{};
            current_.has_oid = !current_.oid.empty() && current_.oid.size() <= longest_oid;
            current_.has_bad_oid = !current_.has_oid;
            if (current_.has_bad_oid) {
                diagnostics_.error(here(),
                                   "the oid is not a text of 1 to 65535 bytes",
                                   "an oid looks like \"1_abc_0\"");
            }
            break;
        case FieldKind::node:
            current_.node = is_text ? text_of(value) : std::string_view{};
            break;
        case FieldKind::island:
            current_.island = is_text ? text_of(value) : std::string_view{};
            break;
        default:
            read_relations(kind, value);
    }
}

void GraphReader::read_relations(FieldKind kind, Json list)
{
    auto const type = list.type().value();
    if (type == ondemand::json_type::null) {
        return;
    }
    if (type != ondemand::json_type::array) {
        read_relation(kind, list, 0, 0);
        return;
    }
    std::uint32_t position = 0;
    for (Json element : list.get_array()) {
        read_relation(kind, element, position, 0);
        ++position;
    }
}

void GraphReader::read_relation(FieldKind kind, Json element, std::uint32_t position, int depth)
{
    auto const type = element.type().value();
    if (type == ondemand::json_type::string) {
        add_told(kind, text_of(element), {}, position);
    } else if (type == ondemand::json_type::object) {
        for (ondemand::field field : element.get_object()) {
            auto const oid = key_of(field);
            auto port = field.value();
            auto const is_named = port.type().value() == ondemand::json_type::string;
            add_told(kind, oid, is_named ? text_of(port) : std::string_view{}, position);
        }
    } else if (type == ondemand::json_type::array && depth < deepest_list) {
        for (Json inner : element.get_array()) {
            read_relation(kind, inner, position, depth + 1);
        }
    } else {
        diagnostics_.error(here(),
                           fmt::format("an entry of '{}' is not a relation", relation_key(kind)),
                           "it must be an oid, or an object {oid: port}");
    }
}

void GraphReader::add_told(FieldKind kind,
                           std::string_view oid,
                           std::string_view port,
                           std::uint32_t position)
{
    auto const number = oids_.add(oid, place_in_text(oid));
    auto const port_number = static_cast<std::uint16_t>(builder_.add_port(port).value);
    told_.push_back({builder_.size(), number, position, port_number, kind});
}

void GraphReader::end_drop(std::size_t index, std::size_t told_before)
{
    auto const number = oids_.add(current_.oid, place_in_text(current_.oid));
    auto& entry = oids_[number];
    auto id = templates_.find(spans_);
    Place place;
    if (id == TemplateStore::absent || entry.drop < OidTable::ignored) {
        place = {source_, fmt::format("{}/{}", list_pointer_, index), std::string{current_.oid}};
    }
    if (id == TemplateStore::absent) {
        id = templates_.add(spans_, diagnostics_, place);
    }
    if (id == TemplateStore::ignored) {
        told_.resize(told_before);
        entry.drop = OidTable::ignored;
        return;
    }
    if (entry.drop < OidTable::ignored) {
        diagnostics_.error(place.text("oid"),
                           fmt::format("the oid '{}' is taken by the drop at {}",
                                       current_.oid,
                                       place_of(DropId{entry.drop}).pointer),
                           "every drop needs an oid of its own");
        told_.resize(told_before);
        return;
    }
    auto const drop = builder_.add_drop(TemplateId{id}, current_.oid);
    builder_.place_last_drop(current_.node, current_.island);
    element_of_.push_back(static_cast<std::uint32_t>(index));
    entry.drop = drop.value;
}

void GraphReader::end_without_oid(Place const& place, std::string_view text)
{
    if (!is_reprodata(spans_)) {
        diagnostics_.error(place.text(), "drop without oid", "add its \"oid\"");
        return;
    }
    // A second one may follow: `{"rmode": ...}, {}`.
    if (!trailer_ || trailer_->text == "{}") {
        trailer_ = Trailer{place, std::string{text}};
    }
    builder_.set_reprodata(trailer_->text);
}

void GraphReader::report_misplaced_trailer()
{
    if (trailer_) {
        diagnostics_.error(trailer_->place.text(),
                           "drop without oid",
                           "only the last element of the list may be reprodata");
        trailer_.reset();
        builder_.set_reprodata("{}");
    }
}

void GraphReader::link()
{
    for (auto const& told : told_) {
        auto const& target = oids_[told.oid];
        if (target.drop == OidTable::undefined) {
            auto place = place_of(DropId{told.owner});
            place.pointer += fmt::format("/{}/{}", relation_key(told.list), told.element);
            diagnostics_.warning(place.text(),
                                 fmt::format("relation to the unknown drop '{}' is left out",
                                             oid_at(target.first_mention)));
            continue;
        }
        if (target.drop != OidTable::ignored) {
            builder_.add_relation(
                relation_of(told.list, DropId{told.owner}, DropId{target.drop}, PortId{told.port}));
        }
    }
    told_ = {};
}

void GraphReader::check_files(PhysicalGraph const& graph)
{
    auto const& wanted = templates_.filepaths();
    for (std::uint32_t i = 0; !wanted.empty() && i < element_of_.size(); ++i) {
        DropId const drop{i};
        auto const found = wanted.find(graph.template_of(drop).value);
        if (found == wanted.end() || !graph.predecessors(drop).empty() ||
            !is_missing_file(found->second)) {
            continue;
        }
        diagnostics_.error(
            Place{source_, fmt::format("{}/{}", list_pointer_, element_of_[i]), graph.oid(drop)}
                .text("filepath"),
            fmt::format("the file '{}' does not exist", found->second),
            "check_filepath_exists asks for it; put the file there, or set it to false");
    }
}

std::string_view GraphReader::text_of(Json value)
{
    std::string_view token = value.raw_json_token();
    token = token.substr(1, token.rfind('"') - 1);
    if (token.find('\\') == std::string_view::npos) {
        return token;
    }
    return unescaped_.emplace_back(value.get_string().value());
}

std::string_view GraphReader::key_of(ondemand::field& field)
{
    auto const* const begin = field.key().raw();
    auto const left = static_cast<std::size_t>(text_.data() + text_.size() - begin);
    auto const* const end = static_cast<char const*>(std::memchr(begin, '"', left));
    std::string_view const key{begin, static_cast<std::size_t>(end - begin)};
    if (key.find('\\') == std::string_view::npos) {
        return key;
    }
    return unescaped_.emplace_back(field.unescaped_key().value());
}

std::uint32_t GraphReader::place_in_text(std::string_view oid) const noexcept
{
    auto const is_inside = oid.data() >= text_.data() && oid.data() < text_.data() + text_.size();
    auto const place = is_inside ? static_cast<std::size_t>(oid.data() - text_.data())
                                 : text_.size() + unescaped_.size() - 1;
    return static_cast<std::uint32_t>(place);
}

std::string_view GraphReader::oid_at(std::uint32_t place) const
{
    if (place >= text_.size()) {
        auto const number = place - text_.size();
        return number < unescaped_.size() ? unescaped_[number] : std::string_view{};
    }
    auto const oid = text_.substr(place);
    return oid.substr(0, std::min(oid.find('"'), std::size_t{200}));
}

char const* GraphReader::location()
{
    char const* place = nullptr;
    auto const error = document_.current_location().get(place);
    return error == simdjson::SUCCESS ? place : text_.data() + text_.size();
}

std::string GraphReader::here()
{
    auto const offset = static_cast<std::size_t>(location() - text_.data());
    return fmt::format("{}: {}", source_, line_and_column(text_, offset));
}

Place GraphReader::place_of(DropId drop) const
{
    return {source_,
            fmt::format("{}/{}", list_pointer_, element_of_[drop.index()]),
            builder_.oid(drop)};
}

void GraphReader::report(simdjson::error_code error)
{
    std::optional<std::size_t> offset;
    if (is_parsing_) {
        offset = static_cast<std::size_t>(location() - text_.data());
    }
    diagnostics_.add(json_problem(error, text_, source_, offset));
}

}  // namespace atl::graph
