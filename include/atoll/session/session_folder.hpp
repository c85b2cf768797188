#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/core/clock.hpp"

namespace atl::session {

/// Where everything of one session is: what was asked, what happened and the outcome.
///
/// A value that knows names only; it does not look at the disk. The folder is on a file system that
/// all nodes of the job see. docs/reference/session-folder.md describes each file.
class SessionFolder {
  public:
    explicit SessionFolder(std::filesystem::path path);

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }
    /// Name of the session: the folder's own name.
    [[nodiscard]] std::string id() const { return path_.filename().string(); }

    /// The graph as it was given, unchanged.
    [[nodiscard]] std::filesystem::path graph() const { return path_ / "graph.json"; }
    /// The cluster file as it was given, unchanged; absent for a local run. Further ones that were
    /// given with it are cluster-2.yaml and so on.
    [[nodiscard]] std::filesystem::path cluster() const { return path_ / "cluster.yaml"; }
    /// The settings file as it was given, unchanged; absent when there was none.
    [[nodiscard]] std::filesystem::path settings() const { return path_ / "settings.yaml"; }
    [[nodiscard]] std::filesystem::path job_script() const { return path_ / "job.sbatch"; }
    /// What each node runs: the user's prologue, then its rank.
    [[nodiscard]] std::filesystem::path node_script() const { return path_ / "node.bash"; }
    /// The script of extension jobs, and what each of their nodes runs.
    [[nodiscard]] std::filesystem::path extension_script() const
    {
        return path_ / "extension.sbatch";
    }
    [[nodiscard]] std::filesystem::path extension_node_script() const
    {
        return path_ / "extension-node.bash";
    }
    /// The extension jobs and the last decisions about their number (IslandsFile); absent when
    /// there never was one.
    [[nodiscard]] std::filesystem::path islands_file() const { return path_ / "islands.json"; }
    /// How many nodes a person asked for (ScaleRequest); absent when nobody did.
    [[nodiscard]] std::filesystem::path scale_request() const { return path_ / "scale_request"; }
    /// Commands for SLURM that rank 0 cannot give itself, and their answers.
    [[nodiscard]] std::filesystem::path spool() const { return path_ / "spool"; }
    /// What was asked (SessionFile).
    [[nodiscard]] std::filesystem::path session_file() const { return path_ / "session.json"; }
    /// How far it is (StatusFile); rewritten every second by rank 0.
    [[nodiscard]] std::filesystem::path status_file() const { return path_ / "status.json"; }
    /// The session's secret (read_secret_file), by which its processes know each other. Mode 0600.
    [[nodiscard]] std::filesystem::path secret() const { return path_ / "secret"; }
    /// Why the session was asked to stop before its end (StopRequest); absent when it was not.
    [[nodiscard]] std::filesystem::path stop_request() const { return path_ / "stop_request"; }
    /// Where rank 0 listens for extension jobs (LinkFile); absent when it does not.
    [[nodiscard]] std::filesystem::path link_file() const { return path_ / "link.json"; }
    /// What a person asked for when resuming it (ResumeRequest); absent when nobody did.
    [[nodiscard]] std::filesystem::path resume_request() const { return path_ / "resume.json"; }
    /// Held by the rank 0 that runs the session (SessionLock).
    [[nodiscard]] std::filesystem::path lock() const { return path_ / "lock"; }
    /// What the programs of the session print, one store per rank, and the job's own output.
    [[nodiscard]] std::filesystem::path logs() const { return path_ / "logs"; }
    /// What happened to every drop, one file or more for each rank (docs/reference/journal.md).
    [[nodiscard]] std::filesystem::path journal() const { return path_ / "journal"; }
    /// What ranks and executors note of apps in the moment of their end (journal::Receipt).
    [[nodiscard]] std::filesystem::path receipts() const { return path_ / "receipts"; }
    /// Relative file paths of data drops.
    [[nodiscard]] std::filesystem::path data() const { return path_ / "data"; }
    /// Outcome of every drop, written once at the end.
    [[nodiscard]] std::filesystem::path run_file() const { return path_ / "run.h5"; }
    /// The session's exit status as a decimal number and a line feed, written last.
    [[nodiscard]] std::filesystem::path exit_status() const { return path_ / "exit_status"; }

  private:
    std::filesystem::path path_;
};

/// Root of session folders: \p chosen (`--root`) if not empty, else \p environment (the value of
/// ATOLL_ROOT) if not empty, else "atoll-sessions" in the working folder. Absolute.
[[nodiscard]] std::filesystem::path session_root(std::string_view chosen,
                                                 std::string_view environment);

/// Makes a new folder `<graph name>_<UTC time>_<4 random letters>` with `logs/` and `data/` under
/// \p root, which is made too. Mode 0700.
/// \throws Error{io} when it cannot.
[[nodiscard]] SessionFolder create_session_folder(std::filesystem::path const& root,
                                                  std::string_view graph_name,
                                                  Clock const& clock);

/// All sessions under \p root, oldest first; empty when \p root does not exist.
[[nodiscard]] std::vector<SessionFolder> list_sessions(std::filesystem::path const& root);

/// The session a person means by \p name: "last" (also ""), an id under \p root, a prefix that only
/// one id has, or the path of a session folder.
/// \throws Error{usage} when there is none, or more than one.
[[nodiscard]] SessionFolder find_session(std::filesystem::path const& root, std::string_view name);

}  // namespace atl::session
