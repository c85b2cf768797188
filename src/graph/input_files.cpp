#include "graph/input_files.hpp"

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace atl::graph {
namespace {

/// Letters of the variable's name at the start of \p text.
std::size_t name_size(std::string_view text)
{
    std::size_t size = 0;
    while (size < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[size])) != 0 || text[size] == '_')) {
        ++size;
    }
    return size;
}

/// \p text with $NAME and ${NAME} replaced; unset ones stay.
std::string expanded(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        auto const dollar = text.find('$');
        result += text.substr(0, dollar);
        if (dollar == std::string_view::npos) {
            break;
        }
        text.remove_prefix(dollar);
        auto const is_braced = text.substr(1).starts_with('{');
        auto const begin = std::size_t{1} + (is_braced ? 1 : 0);
        std::string const name{text.substr(begin, name_size(text.substr(begin)))};
        auto const size = begin + name.size() + (is_braced ? 1 : 0);
        auto const* const value = name.empty() ? nullptr : std::getenv(name.c_str());
        result += value == nullptr ? text.substr(0, size) : std::string_view{value};
        text.remove_prefix(std::min(size, text.size()));
    }
    return result;
}

}  // namespace

bool is_missing_file(std::string_view filepath)
{
    auto const path = expanded(filepath);
    if (!path.starts_with('/') || path.ends_with('/') ||
        path.find_first_of("${") != std::string::npos) {
        return false;
    }
    std::error_code error;
    return !std::filesystem::exists(path, error);
}

}  // namespace atl::graph
