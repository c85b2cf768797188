#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// An edited graph that is to take the place of a session's, with the journal that goes with it.
///
/// It is put together aside and takes effect as one: a crash leaves the session as it was, or with
/// the edit decided, and then finish_graph_edit() completes it. Used by one process at a time, and
/// only while nobody runs the session.
class GraphEdit {
  public:
    /// Begins anew; what a crashed one has left undecided is removed. \throws Error{io}.
    explicit GraphEdit(SessionFolder folder);
    /// Without commit() nothing is left of it.
    ~GraphEdit();
    GraphEdit(GraphEdit&& other) noexcept;
    GraphEdit& operator=(GraphEdit&&) = delete;
    GraphEdit(GraphEdit const&) = delete;
    GraphEdit& operator=(GraphEdit const&) = delete;

    /// Where the new journal is to be written; a session without journals needs none.
    [[nodiscard]] std::filesystem::path journal() const;

    /// Puts \p graph and \p session into place, and the new journal, if there is one. The journal
    /// up to now stays in the folder as `journal-before-N`, with the graph of which it tells
    /// (earlier_journals()). \throws Error{io}.
    void commit(std::string const& graph, SessionFile const& session);

  private:
    SessionFolder folder_;
    bool undecided_{true};
};

/// The journals of \p folder from before its graph was edited, the oldest first: folders that hold
/// the segments and, by the names that SessionFolder gives them, the graph and the session file of
/// that time, by whose drop ids the segments count. Edits of early versions left the segments only.
[[nodiscard]] std::vector<SessionFolder> earlier_journals(SessionFolder const& folder);

/// Completes an edit that had been decided before a crash; without one, does nothing.
/// \throws Error{io}.
void finish_graph_edit(SessionFolder const& folder);

}  // namespace atl::session
