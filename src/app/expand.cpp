#include "app/expand.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

bool is_name_character(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

}  // namespace

std::string expand_path(std::string_view path,
                        std::string_view key,
                        std::map<std::string, std::string> const& environment)
{
    auto const value = [&](std::string const& name) -> std::string const& {
        auto const found = environment.find(name);
        if (found == environment.end()) {
            throw Error{ErrorKind::invalid_config,
                        fmt::format("'${}' of {} is not set in the environment", name, key),
                        "set it, or write the path out"};
        }
        return found->second;
    };
    std::string made;
    if (path == "~" || path.starts_with("~/")) {
        made = value("HOME");
        path.remove_prefix(1);
    }
    while (!path.empty()) {
        bool const braced = path.starts_with("${");
        auto const rest = path.substr(std::min<std::size_t>(braced ? 2 : 1, path.size()));
        auto const end = std::ranges::find_if_not(rest, is_name_character);
        std::string const name{rest.begin(), end};
        bool const closed = !braced || (end != rest.end() && *end == '}');
        if (path.front() == '$' && !name.empty() && closed) {
            made += value(name);
            path.remove_prefix(name.size() + (braced ? 3 : 1));
        } else {
            made += path.front();
            path.remove_prefix(1);
        }
    }
    return made;
}

}  // namespace atl::app
