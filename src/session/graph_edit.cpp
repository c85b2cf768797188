#include "atoll/session/graph_edit.hpp"

#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::session {
namespace {

namespace fs = std::filesystem;

/// Not decided yet.
fs::path draft(SessionFolder const& folder)
{
    return folder.path() / "edit.draft";
}

/// Decided: what is in here replaces the session's.
fs::path decided(SessionFolder const& folder)
{
    return folder.path() / "edit";
}

/// Runs \p step, whose failures are the file system's.
template <typename Step>
void changing(fs::path const& what, Step&& step)
{
    try {
        step();
    } catch (fs::filesystem_error const& failure) {
        throw Error{
            ErrorKind::io,
            fmt::format("cannot change '{}' ({})", what.string(), failure.code().message())};
    }
}

fs::path name_of_old_journal(SessionFolder const& folder, unsigned number)
{
    return folder.path() / fmt::format("journal-before-{}", number);
}

fs::path free_name_for_old_journal(SessionFolder const& folder)
{
    unsigned number = 1;
    while (fs::exists(name_of_old_journal(folder, number))) {
        ++number;
    }
    return name_of_old_journal(folder, number);
}

/// Puts what is to be replaced beside the journal that tells of it.
void keep_with_journal(SessionFolder const& folder)
{
    SessionFolder const kept{folder.journal()};
    for (auto const& [from, to] : {std::pair{folder.graph(), kept.graph()},
                                   std::pair{folder.session_file(), kept.session_file()}}) {
        if (fs::exists(from)) {
            fs::copy_file(from, to, fs::copy_options::overwrite_existing);
        }
    }
}

}  // namespace

GraphEdit::GraphEdit(SessionFolder folder) : folder_(std::move(folder))
{
    changing(draft(folder_), [this] {
        fs::remove_all(draft(folder_));
        fs::create_directory(draft(folder_));
    });
}

GraphEdit::GraphEdit(GraphEdit&& other) noexcept
    : folder_(std::move(other.folder_)), undecided_(std::exchange(other.undecided_, false))
{
}

GraphEdit::~GraphEdit()
{
    if (undecided_) {
        std::error_code ignored;
        fs::remove_all(draft(folder_), ignored);
    }
}

fs::path GraphEdit::journal() const
{
    return SessionFolder{draft(folder_)}.journal();
}

void GraphEdit::commit(std::string const& graph, SessionFile const& session)
{
    SessionFolder const aside{draft(folder_)};
    write_atomically(aside.graph(), graph);
    write_session_file(aside, session);
    changing(decided(folder_), [this] { fs::rename(draft(folder_), decided(folder_)); });
    undecided_ = false;
    finish_graph_edit(folder_);
}

std::vector<SessionFolder> earlier_journals(SessionFolder const& folder)
{
    std::vector<SessionFolder> found;
    for (unsigned number = 1; fs::exists(name_of_old_journal(folder, number)); ++number) {
        found.emplace_back(name_of_old_journal(folder, number));
    }
    return found;
}

// Each step can be done again: what is in place already is not in the folder any more.
void finish_graph_edit(SessionFolder const& folder)
{
    SessionFolder const edit{decided(folder)};
    if (!fs::exists(edit.path())) {
        return;
    }
    changing(folder.path(), [&] {
        if (fs::exists(edit.journal())) {
            if (fs::exists(folder.journal())) {
                keep_with_journal(folder);
                fs::rename(folder.journal(), free_name_for_old_journal(folder));
            }
            fs::rename(edit.journal(), folder.journal());
        }
        for (auto const& [from, to] : {std::pair{edit.graph(), folder.graph()},
                                       std::pair{edit.session_file(), folder.session_file()}}) {
            if (fs::exists(from)) {
                fs::rename(from, to);
            }
        }
        fs::remove_all(edit.path());
    });
}

}  // namespace atl::session
