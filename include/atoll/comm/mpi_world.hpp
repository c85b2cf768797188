#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "atoll/comm/transport.hpp"

namespace atl::comm {

/// The process's membership in an MPI world, from MPI_Init to the end.
///
/// One per process, made by the main thread before other threads exist; MPI is used by that thread
/// only (MPI_THREAD_FUNNELED).
class MpiWorld {
  public:
    /// \throws Error{lost_rank} when MPI cannot start.
    MpiWorld(int& argc, char**& argv);
    ~MpiWorld();
    MpiWorld(MpiWorld const&) = delete;
    MpiWorld& operator=(MpiWorld const&) = delete;

    [[nodiscard]] RankId rank() const noexcept { return rank_; }
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
    /// Name of the node as MPI knows it.
    [[nodiscard]] std::string const& host() const noexcept { return host_; }

    /// What each rank gave as \p own, by rank. Collective: returns when all ranks have called it.
    /// \throws Error{lost_rank} when one of them has died.
    [[nodiscard]] std::vector<std::string> gather(std::string const& own) const;

    /// The transport over this world; it must end before the world does.
    [[nodiscard]] std::unique_ptr<Transport> transport();

    /// Says that peers may be gone: the destructor then leaves without MPI_Finalize, which could
    /// wait for ever.
    void abandon() noexcept { abandoned_ = true; }

  private:
    RankId rank_;
    std::uint32_t size_{1};
    std::string host_;
    bool abandoned_{false};
};

}  // namespace atl::comm
