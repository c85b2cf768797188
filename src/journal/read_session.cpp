#include <algorithm>
#include <system_error>

#include "atoll/journal/session_snapshot.hpp"

namespace atl::journal {

bool holds_journal(std::filesystem::path const& journal_folder)
{
    std::error_code failure;
    std::filesystem::directory_iterator const entries{journal_folder, failure};
    return !failure && std::any_of(begin(entries), end(entries), [](auto const& entry) {
        return entry.path().extension() == ".atj";
    });
}

}  // namespace atl::journal
