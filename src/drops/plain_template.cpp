#include "drops/plain_template.hpp"

#include <algorithm>
#include <initializer_list>

#include <fmt/format.h>

namespace atl::drops {
namespace {

using graph::Component;

bool holds(std::string_view body, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(
        words, [body](std::string_view word) { return body.find(word) != std::string_view::npos; });
}

bool is_plain_command(std::string_view body)
{
    auto const command = plain_text(body, "command");
    return command && command->find_first_not_of(" \t") == 0 &&
           !holds(body, {"max_runtime", "time_limit", "\\u0000"});
}

bool is_plain_file(std::string_view body)
{
    auto const path = plain_text(body, "filepath");
    return path && path->find_first_of("${}") == std::string_view::npos &&
           !holds(body, {"dirname", "lifespan", "humanReadableKey", "\\u0000"});
}

}  // namespace

std::optional<std::string_view> plain_text(std::string_view body, std::string_view key)
{
    auto const at = body.find(key);
    if (at == std::string_view::npos || at == 0 || at != body.rfind(key) || body[at - 1] != '"') {
        return std::nullopt;
    }
    auto rest = body.substr(at + key.size());
    if (!rest.starts_with("\":")) {
        return std::nullopt;
    }
    rest.remove_prefix(2);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    if (!rest.starts_with('"')) {
        return std::nullopt;
    }
    rest.remove_prefix(1);
    auto const end = rest.find_first_of("\"\\");
    if (end == std::string_view::npos || end == 0 || rest[end] == '\\' || rest.front() == '$') {
        return std::nullopt;
    }
    return rest.substr(0, end);
}

bool is_plain(graph::DropTemplate const& about, std::string_view body)
{
    switch (about.component) {
        case Component::null_data:
        case Component::end_data:
            return true;
        case Component::null_barrier_app:
        case Component::event_app:
            return !holds(body, {"max_runtime", "time_limit"});
        case Component::memory_data:
        case Component::shared_memory_data:
            return !holds(body, {"pydata"});
        case Component::shell_app:
            return is_plain_command(body);
        case Component::file_data:
        case Component::json_data:
            return is_plain_file(body);
        default:
            return false;
    }
}

std::optional<std::string> plain_path(graph::DropTemplate const& about,
                                      std::string_view body,
                                      std::string_view data_folder)
{
    bool const is_file =
        about.component == Component::file_data || about.component == Component::json_data;
    if (!is_file || !is_plain_file(body)) {
        return std::nullopt;
    }
    auto const path = *plain_text(body, "filepath");
    if (path.ends_with('/') || path.starts_with('.') || holds(path, {"//", "/."})) {
        return std::nullopt;
    }
    return path.starts_with('/') ? std::string{path} : fmt::format("{}/{}", data_folder, path);
}

}  // namespace atl::drops
