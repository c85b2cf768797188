#include "drops/shell/path_words.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/process/command_line.hpp"

namespace atl::drops {
namespace {

/// Nothing that could run, wherever it stands.
bool is_inert(std::string_view path)
{
    return std::ranges::all_of(path, [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || std::isalnum(byte) != 0 ||
               std::string_view{" _@%+=:,./-"}.find(c) != std::string_view::npos;
    });
}

std::string variable(std::size_t index)
{
    return fmt::format("ATOLL_PATH_{}", index + 1);
}

}  // namespace

std::string PathWords::insert(QuoteTracker const& quotes, std::string_view path)
{
    if (is_inert(path)) {
        return quotes.quote(path);
    }
    if (quotes.state() == QuoteState::in_quoted_here_document) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("the path '{}' cannot stand in a here-document whose end is quoted", path),
            "give the file a name of plain characters, or write the end without quotes"};
    }
    auto const known = std::ranges::find(values_, path);
    auto const index = static_cast<std::size_t>(known - values_.begin());
    if (known == values_.end()) {
        values_.emplace_back(path);
    }
    return quotes.expansion(variable(index));
}

std::string PathWords::assignments() const
{
    std::string text;
    for (std::size_t index = 0; index < values_.size(); ++index) {
        text += fmt::format("{}={}; ", variable(index), process::shell_quote(values_[index]));
    }
    return text;
}

}  // namespace atl::drops
