#include "graph/graph_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "graph/input_files.hpp"

namespace atl::graph {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t longest_oid = 0xffff;
constexpr std::size_t guessed_drop_size = 700;  // bytes of JSON

/// \p span without the comma and the spaces at its end.
std::string_view without_comma(std::string_view span)
{
    auto const end = span.find_last_not_of(" \t\r\n,");
    return span.substr(0, end + 1);
}

/// An empty object, or one with a mode of reproducibility among its \p fields.
bool is_reprodata(std::string_view object, std::span<std::string_view const> fields)
{
    return object.find('"') == std::string_view::npos ||
           std::ranges::any_of(fields, [](std::string_view span) {
               return span.find("\"rmode\"") != std::string_view::npos;
           });
}

}  // namespace

GraphReader::GraphReader(std::string_view text, std::string source)
    : source_(text, std::move(source)),
      templates_(builder_),
      oids_(text.size() / guessed_drop_size),
      relations_(source_, oids_, builder_, diagnostics_)
{
    auto const drops = text.size() / guessed_drop_size;
    relations_.reserve(2 * drops);
    element_of_.reserve(drops);
    builder_.reserve(drops, 2 * drops);
    builder_.set_graph_name(std::filesystem::path{source_.name()}.stem().string());
}

ReadResult GraphReader::read(FileCheck check)
{
    try {
        read_document();
        relations_.link([this](DropId drop) { return place_of(drop); });
        auto graph = builder_.finish(diagnostics_, [this](DropId drop) {
            return drop.index() < element_of_.size() ? place_of(drop).text() : source_.name();
        });
        if (check == FileCheck::as_stated) {
            check_files(graph);
        }
        return {std::move(graph), std::move(diagnostics_)};
    } catch (simdjson::simdjson_error const& error) {
        diagnostics_.add(source_.problem(error.error()));
    } catch (Error const& error) {
        diagnostics_.error(source_.name(), error.problem(), error.hint());
    }
    return {PhysicalGraph{}, std::move(diagnostics_)};
}

void GraphReader::read_document()
{
    auto& document = source_.start();
    if (document.type().value() != ondemand::json_type::array) {
        diagnostics_.error(source_.name(),
                           "not a physical graph",
                           "it must be a JSON list of drops, or [name, [drops]]");
        return;
    }
    read_list(document.get_array(), "");
    if (source_.has_more()) {
        diagnostics_.add(source_.problem(simdjson::TRAILING_CONTENT));
    }
    if (builder_.size() == 0 && !diagnostics_.has_errors()) {
        diagnostics_.warning(source_.name(), "the graph has no drops");
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
    auto const* const begin = source_.location();
    auto const type = element.type().value();
    bool const is_top = pointer.empty();
    if (type == ondemand::json_type::object) {
        read_drop(element.get_object(), begin, index);
    } else if (type == ondemand::json_type::string && is_top && index == 0) {
        builder_.set_graph_name(std::string{source_.text_of(element)});
    } else if (type == ondemand::json_type::array && is_top && builder_.size() == 0) {
        read_list(element.get_array(), fmt::format("/{}", index));
    } else {
        diagnostics_.error(Place{source_.name(), fmt::format("{}/{}", pointer, index), {}}.text(),
                           "not a drop",
                           "every element of the list must be an object with an \"oid\"");
    }
}

void GraphReader::read_drop(Object object, char const* begin, std::size_t index)
{
    auto const told_before = relations_.size();
    current_ = {};
    spans_.clear();
    read_fields(object);
    if (current_.has_oid) {
        report_misplaced_trailer();
        end_drop(index, told_before);
        return;
    }
    relations_.forget_after(told_before);
    if (!current_.has_bad_oid) {
        end_without_oid({source_.name(), fmt::format("{}/{}", list_pointer_, index), {}},
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
    object_end_ = source_.location();
    while (*(object_end_ - 1) != '}') {
        --object_end_;
    }
    close(object_end_ - 1);
}

void GraphReader::warn_of_second(FieldKind kind)
{
    auto const key = std::string_view{kind == FieldKind::oid      ? "oid"
                                      : kind == FieldKind::node   ? "node"
                                      : kind == FieldKind::island ? "island"
                                                                  : relation_key(kind)};
    bool const is_list = *relation_key(kind) != '\0';
    diagnostics_.warning(source_.here(),
                         fmt::format("the key '{}' stands there twice; {}",
                                     key,
                                     is_list ? "both lists count" : "the last one counts"),
                         "leave one of them out");
}

void GraphReader::read_field(FieldKind kind, Json value)
{
    auto const bit = 1U << static_cast<unsigned>(kind);
    if ((current_.seen & bit) != 0) {
        warn_of_second(kind);
    }
    current_.seen |= bit;
    if (kind == FieldKind::oid) {
        read_oid(value);
    } else if (kind == FieldKind::node || kind == FieldKind::island) {
        auto const is_text = value.type().value() == ondemand::json_type::string;
        auto& place = kind == FieldKind::node ? current_.node : current_.island;
        place = is_text ? source_.text_of(value) : std::string_view{};
    } else {
        relations_.read(kind, value);
    }
}

void GraphReader::read_oid(Json value)
{
    auto const is_text = value.type().value() == ondemand::json_type::string;
    current_.oid = is_text ? source_.text_of(value) : std::string_view{};
    current_.oid_place = source_.place_of(current_.oid);
    current_.has_oid = !current_.oid.empty() && current_.oid.size() <= longest_oid &&
                       current_.oid.find('\0') == std::string_view::npos;
    current_.has_bad_oid = !current_.has_oid;
    if (current_.has_bad_oid) {
        diagnostics_.error(source_.here(),
                           "the oid is not a text of 1 to 65535 bytes without NUL characters",
                           "an oid looks like \"1_abc_0\"");
    }
}

void GraphReader::end_drop(std::size_t index, std::size_t told_before)
{
    auto const number = oids_.add(current_.oid, current_.oid_place);
    auto& entry = oids_[number];
    auto id = templates_.find(spans_);
    if (id == TemplateStore::absent) {
        id = templates_.add(spans_, diagnostics_, place_here(index));
    }
    if (id == TemplateStore::broken) {
        report_broken(place_here(index));
        id = TemplateStore::ignored;
    }
    if (id == TemplateStore::ignored) {
        relations_.forget_after(told_before);
        entry.drop = OidTable::ignored;
        return;
    }
    if (entry.drop < OidTable::ignored) {
        diagnostics_.error(place_here(index).text("oid"),
                           fmt::format("the oid '{}' is taken by the drop at {}",
                                       current_.oid,
                                       place_of(DropId{entry.drop}).pointer),
                           "every drop needs an oid of its own");
        relations_.forget_after(told_before);
        return;
    }
    auto const drop = builder_.add_drop(TemplateId{id}, current_.oid);
    builder_.place_last_drop(current_.node, current_.island);
    element_of_.push_back(static_cast<std::uint32_t>(index));
    entry.drop = drop.value;
}

void GraphReader::report_broken(Place const& place)
{
    if (!has_fault_) {
        auto const fault = source_.fault();
        has_fault_ = fault.has_value();
        if (fault) {
            diagnostics_.add(*fault);
        }
    }
    if (!*has_fault_) {
        TemplateReader::report_syntax(templates_.syntax(), diagnostics_, place);
    }
}

void GraphReader::end_without_oid(Place const& place, std::string_view text)
{
    if (!is_reprodata(text, spans_)) {
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
            Place{source_.name(),
                  fmt::format("{}/{}", list_pointer_, element_of_[i]),
                  graph.oid(drop)}
                .text("filepath"),
            fmt::format("the file '{}' does not exist", found->second),
            graph.drop_template(drop).component == Component::directory_data
                ? "check_exists asks for it; put the folder there, or set it to false"
                : "check_filepath_exists asks for it; put the file there, or set it to false");
    }
}

Place const& GraphReader::place_here(std::size_t index)
{
    here_.source = source_.name();
    here_.pointer = list_pointer_;
    here_.pointer += '/';
    here_.pointer += fmt::format_int{index}.c_str();
    here_.oid = current_.oid;
    return here_;
}

Place GraphReader::place_of(DropId drop) const
{
    return {source_.name(),
            fmt::format("{}/{}", list_pointer_, element_of_[drop.index()]),
            builder_.oid(drop)};
}

}  // namespace atl::graph
