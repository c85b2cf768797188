#include "graph/json_source.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "graph/json_error.hpp"
#include "graph/json_fault.hpp"

namespace atl::graph {
namespace {

/// Of a text that names something; more than any name needs, escaped letter by letter.
constexpr std::size_t longest_key = std::size_t{1} << 20U;

}  // namespace

JsonSource::JsonSource(std::string_view text, std::string name)
    : text_(text), name_(std::move(name))
{
}

simdjson::ondemand::document& JsonSource::start()
{
    document_ = parser_.iterate(simdjson::padded_string_view(
        text_.data(), text_.size(), text_.size() + simdjson::SIMDJSON_PADDING));
    is_started_ = true;
    return document_;
}

std::string_view JsonSource::text_of(Json value)
{
    // The token ends at the next one: spaces may follow the closing quote.
    std::string_view token = value.raw_json_token();
    auto const end = token.rfind('"');
    refuse_long(end == std::string_view::npos ? 0 : end);
    if (token.find('\\') != std::string_view::npos || end == 0) {
        return unescaped_.emplace_back(value.get_string().value());
    }
    // Taken from simdjson as well, which then insists on what may follow a value.
    static_cast<void>(value.get_raw_json_string().value());
    return token.substr(1, end - 1);
}

std::string_view JsonSource::key_of(simdjson::ondemand::field& field)
{
    auto const* const begin = field.key().raw();
    auto const left = static_cast<std::size_t>(text_.data() + text_.size() - begin);
    auto const* const end = static_cast<char const*>(std::memchr(begin, '"', left));
    refuse_long(end == nullptr ? left : static_cast<std::size_t>(end - begin));
    if (end == nullptr ||
        std::memchr(begin, '\\', static_cast<std::size_t>(end - begin)) != nullptr) {
        return unescaped_.emplace_back(field.unescaped_key().value());
    }
    return {begin, static_cast<std::size_t>(end - begin)};
}

void JsonSource::refuse_long(std::size_t size)
{
    if (size > longest_key) {
        auto const offset = static_cast<std::size_t>(location() - text_.data());
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("the name at {} has {} bytes", line_and_column(text_, offset), size),
            "drops, ports and nodes may have names of 1 MiB; put data into files"};
    }
}

char const* JsonSource::location()
{
    char const* place = nullptr;
    auto const error = document_.current_location().get(place);
    return error == simdjson::SUCCESS ? place : text_.data() + text_.size();
}

std::string JsonSource::here()
{
    auto const offset = static_cast<std::size_t>(location() - text_.data());
    return place_in_file(name_, text_, offset);
}

bool JsonSource::has_more()
{
    return document_.current_location().error() == simdjson::SUCCESS;
}

std::uint32_t JsonSource::place_of(std::string_view text) const noexcept
{
    auto const is_inside = text.data() >= text_.data() && text.data() < text_.data() + text_.size();
    auto const place = is_inside ? static_cast<std::size_t>(text.data() - text_.data())
                                 : text_.size() + unescaped_.size() - 1;
    return static_cast<std::uint32_t>(place);
}

std::string_view JsonSource::text_at(std::uint32_t place) const noexcept
{
    constexpr std::size_t shown = 200;
    if (place >= text_.size()) {
        return std::string_view{unescaped_[place - text_.size()]}.substr(0, shown);
    }
    auto const text = text_.substr(place);
    return text.substr(0, std::min(text.find('"'), shown));
}

std::optional<Problem> JsonSource::fault() const
{
    if (!find_json_fault(text_)) {
        return std::nullopt;
    }
    return json_problem(simdjson::TAPE_ERROR, text_, name_, std::nullopt);
}

Problem JsonSource::problem(simdjson::error_code error)
{
    std::optional<std::size_t> offset;
    if (is_started_) {
        offset = static_cast<std::size_t>(location() - text_.data());
    }
    return json_problem(error, text_, name_, offset);
}

}  // namespace atl::graph
