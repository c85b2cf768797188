#include "atoll/session/refusal.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::session {
namespace {

std::filesystem::path note_in(SessionFolder const& folder)
{
    return folder.path() / "not_submitted";
}

}  // namespace

void note_refusal(SessionFolder const& folder, std::string const& reason)
{
    write_atomically(note_in(folder), reason + '\n');
}

std::optional<std::string> refusal(SessionFolder const& folder)
{
    if (!std::filesystem::exists(note_in(folder))) {
        return std::nullopt;
    }
    auto text = read_text(note_in(folder));
    text.erase(text.find_last_not_of(" \n") + 1);
    return text;
}

void forget_refusal(SessionFolder const& folder)
{
    std::error_code failure;
    std::filesystem::remove(note_in(folder), failure);
    if (failure) {
        throw Error{
            ErrorKind::io,
            fmt::format("cannot remove '{}' ({})", note_in(folder).string(), failure.message())};
    }
}

}  // namespace atl::session
