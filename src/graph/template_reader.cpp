#include "graph/template_reader.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "atoll/core/suggest.hpp"

#include "graph/check_arguments.hpp"
#include "graph/content_hash.hpp"
#include "graph/dialect.hpp"
#include "graph/duplicate_keys.hpp"
#include "graph/template_fields.hpp"

namespace atl::graph {
namespace {

/// Reads the role from `categoryType`, in old graphs from `type`.
std::optional<DropRole> read_role(TemplateFields const& fields)
{
    auto const category = fields.text({"categoryType", "type"});
    if (category.empty()) {
        fields.error("",
                     "drop without categoryType",
                     "add \"categoryType\": \"Data\" or \"categoryType\": \"Application\"");
        return std::nullopt;
    }
    auto const role = role_of(category);
    if (!role) {
        auto const suggestion = did_you_mean(category, category_words());
        fields.error("categoryType",
                     fmt::format("unknown categoryType '{}'", category),
                     suggestion.empty() ? "it must be Data or Application" : suggestion);
    }
    return role;
}

std::string nearest_class(std::string_view dropclass, DropKind kind)
{
    std::vector<std::string_view> known;
    for (auto const& name : component_names()) {
        if (name.kind == kind) {
            known.push_back(name.dropclass);
        }
    }
    auto const suggestion = did_you_mean(dropclass, known);
    return suggestion.empty()
               ? "it must be a component of DALiuGE, a Python class or atoll.plugin:LIBRARY:NAME"
               : suggestion;
}

std::string data_class(TemplateFields const& fields, DropRole role)
{
    auto const named = fields.text({"dropclass", "dataclass", "container"});
    if (!named.empty() && named != "null") {
        return named;
    }
    if (role == DropRole::container) {
        return "dlg.data.drops.container.ContainerDROP";
    }
    return std::string{class_of_storage(fields.text({"storage", "category", "dt"}))};
}

std::string app_class(TemplateFields const& fields, DropRole role)
{
    auto const named = fields.text({"dropclass", "appclass", "app"});
    if (named.empty() && role == DropRole::socket) {
        return "dlg.apps.socket_listener.SocketListenerApp";
    }
    return named;
}

DropKind kind_of(TemplateFields const& fields, DropRole role)
{
    if (role == DropRole::service || role == DropRole::unknown) {
        auto const dropclass = fields.text({"dropclass", "appclass", "app"});
        auto const found = find_component(dropclass, DropKind::app);
        return found.support == Support::unknown ? DropKind::data : DropKind::app;
    }
    return role == DropRole::data || role == DropRole::container ? DropKind::data : DropKind::app;
}

bool is_left_out(TemplateFields const& fields, DropRole role)
{
    return role == DropRole::ignored ||
           (role == DropRole::unknown &&
            fields.text({"dropclass", "appclass", "dataclass", "app"}).empty());
}

/// What cannot run here can still be unrolled, divided and shown: only check_runnable() refuses it.
void read_component(TemplateFields const& fields, DropRole role, DropTemplate& properties)
{
    properties.kind = kind_of(fields, role);
    auto const dropclass =
        properties.kind == DropKind::data ? data_class(fields, role) : app_class(fields, role);
    auto const found = find_component(dropclass, properties.kind);
    properties.component = found.component;
    properties.support = found.support;
    if (dropclass.empty()) {
        properties.support = Support::incomplete;
        fields.warning("",
                       "app drop without a class",
                       "add its \"dropclass\", for instance \"dlg.apps.simple.CopyApp\"");
    } else if (found.support == Support::unknown) {
        fields.warning("dropclass",
                       fmt::format("unknown component '{}'", dropclass.substr(0, 200)),
                       nearest_class(dropclass, properties.kind));
    }
}

/// Old graphs say -1 where they mean nothing by it.
std::uint8_t error_threshold(TemplateFields const& fields)
{
    constexpr std::string_view key = "input_error_threshold";
    auto const value = fields.integer(key, {-1, 100}, 0);
    if (value < 0) {
        fields.warning(key, "input_error_threshold is '-1', which counts as 0", "");
    }
    return static_cast<std::uint8_t>(std::max<std::int64_t>(0, value));
}

void read_app(TemplateFields const& fields, DropTemplate& properties)
{
    constexpr std::int64_t most_tries = std::numeric_limits<std::uint16_t>::max();
    constexpr std::int64_t most_inputs = std::numeric_limits<std::int16_t>::max();
    properties.weight = static_cast<float>(fields.amount({"weight", "execution_time", "tw"}, 1));
    properties.num_cpus = static_cast<std::uint16_t>(
        std::max<std::int64_t>(1, fields.integer("num_cpus", {0, most_tries}, 1)));
    properties.n_tries = static_cast<std::uint16_t>(fields.integer("n_tries", {1, most_tries}, 1));
    properties.input_error_threshold = error_threshold(fields);
    properties.n_effective_inputs =
        static_cast<std::int16_t>(fields.integer("n_effective_inputs", {-1, most_inputs}, -1));
    if (properties.n_effective_inputs == 0) {
        fields.error("n_effective_inputs",
                     "n_effective_inputs is '0'",
                     "it must be -1 (all inputs) or at least 1");
        properties.n_effective_inputs = -1;
    }
    // DALiuGE's own apps are barriers: whatever the graph says, they wait for all inputs.
    if (properties.support == Support::native && properties.component != Component::plugin_app) {
        properties.n_effective_inputs = -1;
    }
    auto const old_command = !fields.get("Arg01").empty();
    if (properties.component == Component::shell_app && fields.get("command").empty() &&
        !old_command && !fields.is_input_port("command")) {
        properties.support = Support::incomplete;
        fields.warning("command", "the shell command is empty", "give the app a \"command\"");
    }
}

/// What data drops do with their content is decided elsewhere; here the words are judged.
void check_flags_of_data(TemplateFields const& fields)
{
    for (auto const* const key : {"persist",
                                  "precious",
                                  "expireAfterUse",
                                  "delete_parent_directory",
                                  "create_if_missing",
                                  "check_exists",
                                  "check_filepath_exists"}) {
        static_cast<void>(fields.flag(key));
    }
}

/// \p filepath in folder \p dirname, which older graphs name apart; both as in the graph.
std::string joined(std::string const& dirname, std::string const& filepath)
{
    auto const is_absolute = filepath.starts_with('/') || filepath.starts_with('$');
    return dirname.empty() || filepath.empty() || is_absolute ? filepath : dirname + "/" + filepath;
}

void read_data(TemplateFields const& fields, TemplateFacts& facts)
{
    check_flags_of_data(fields);
    facts.properties.weight = static_cast<float>(fields.amount({"weight", "data_volume", "dw"}, 1));
    auto const lifespan = fields.get("lifespan");
    if (!lifespan.empty() && !lifespan.as_number()) {
        fields.error("lifespan",
                     fmt::format("lifespan is '{}'", lifespan.text().substr(0, 80)),
                     "it must be a number of seconds, or -1 for no limit");
    }
    auto const is_file = facts.properties.component == Component::file_data ||
                         facts.properties.component == Component::json_data;
    if (is_file && fields.get("check_filepath_exists").as_boolean().value_or(false)) {
        facts.filepath = joined(fields.get("dirname").text(), fields.get("filepath").text());
    } else if (facts.properties.component == Component::directory_data &&
               fields.get("check_exists").as_boolean().value_or(false) &&
               !fields.get("create_if_missing").as_boolean().value_or(false)) {
        auto const dirname = fields.get("dirname").text();
        facts.filepath = dirname.empty() ? fields.get("filepath").text() : dirname;
    }
}

/// What DALiuGE knows and this engine does not follow.
void warn_of_what_has_no_effect(TemplateFields const& fields)
{
    if (fields.get("expectedSize").as_number().value_or(-1) > 0) {
        fields.warning("expectedSize",
                       "expectedSize has no effect",
                       "data is complete when all its producers have finished");
    }
    auto const mode = fields.get("executionMode").text();
    if (mode == "1" || mode == "EXTERNAL" || mode == "external") {
        fields.warning("executionMode",
                       fmt::format("executionMode has no effect: it is '{}'", mode),
                       "consumers are always told");
    }
}

void warn_of_duplicates(simdjson::dom::element element, TemplateFields const& fields)
{
    for (auto const& pointer : duplicate_keys(element)) {
        fields.warning(pointer,
                       fmt::format("the key '{}' stands there twice; the last one counts",
                                   pointer.substr(pointer.rfind('/') + 1)),
                       "leave one of them out");
    }
}

}  // namespace

struct TemplateReader::Parser {
    simdjson::dom::parser dom;
};

TemplateReader::TemplateReader() : parser_(std::make_unique<Parser>()) {}
TemplateReader::~TemplateReader() = default;
TemplateReader::TemplateReader(TemplateReader&&) noexcept = default;
TemplateReader& TemplateReader::operator=(TemplateReader&&) noexcept = default;

void TemplateReader::report_size(std::size_t size, Diagnostics& diagnostics, Place const& place)
{
    diagnostics.error(place.text(),
                      fmt::format("the drop's description has {} bytes", size),
                      fmt::format("it may have {}; put data into files", max_body_size));
}

void TemplateReader::report_syntax(std::string const& syntax,
                                   Diagnostics& diagnostics,
                                   Place const& place)
{
    diagnostics.error(place.text(),
                      fmt::format("not a JSON object: {}", syntax),
                      "numbers must fit into 64 bits; write larger ones as texts");
}

TemplateFacts TemplateReader::read(std::string_view body,
                                   Diagnostics& diagnostics,
                                   Place const& place)
{
    TemplateFacts facts;
    if (body.size() > max_body_size) {
        report_size(body.size(), diagnostics, place);
        facts.ignored = true;
        return facts;
    }
    simdjson::dom::element element;
    simdjson::dom::object object;
    auto error = parser_->dom.parse(body.data(), body.size()).get(element);
    error = error == simdjson::SUCCESS ? element.get(object) : error;
    if (error != simdjson::SUCCESS) {
        facts.ignored = true;
        facts.syntax = error == simdjson::NUMBER_ERROR ? "a number is not one of JSON"
                                                       : simdjson::error_message(error);
        return facts;
    }
    TemplateFields const fields{object, place, diagnostics};
    auto const role = read_role(fields);
    facts.ignored = !role || is_left_out(fields, *role);
    facts.name = fields.text({"name", "nm"});
    facts.content_hash = content_hash(element);
    if (!facts.ignored) {
        warn_of_duplicates(element, fields);
        warn_of_what_has_no_effect(fields);
        check_arguments(object, fields);
        facts.properties.block_skip = fields.flag("block_skip");
        read_component(fields, *role, facts.properties);
        if (facts.properties.kind == DropKind::app) {
            read_app(fields, facts.properties);
        } else {
            read_data(fields, facts);
        }
    }
    return facts;
}

}  // namespace atl::graph
