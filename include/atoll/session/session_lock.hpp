#pragma once

#include <optional>
#include <string>

#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// The right to run a session: one process at a time has it, on any node that sees the folder.
///
/// A lock of the file system (open file description lock) on the file `lock`, which the kernel or
/// the NFS server takes back when its holder dies, whatever the reason. The file says who holds it.
/// Processes forked while it is held do not keep it once they have executed another program.
class SessionLock {
  public:
    /// \param owner  for people, for instance "process 4711 on n12, job 99".
    /// \throws Error{usage} naming the owner when another process has it; Error{io} when the file
    /// cannot be locked.
    SessionLock(SessionFolder const& folder, std::string const& owner);
    ~SessionLock();
    SessionLock(SessionLock const&) = delete;
    SessionLock& operator=(SessionLock const&) = delete;

  private:
    int file_{-1};
};

/// Who runs the session now; nothing when nobody does.
[[nodiscard]] std::optional<std::string> lock_owner(SessionFolder const& folder);

}  // namespace atl::session
