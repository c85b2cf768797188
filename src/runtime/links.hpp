#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "atoll/comm/byte_io.hpp"
#include "atoll/comm/link_event.hpp"
#include "atoll/core/units.hpp"

namespace atl::runtime {

/// The links of this process to others outside its MPI world. Used by the progress thread only;
/// nothing blocks.
class Links {
  public:
    virtual ~Links() = default;

    /// Where others reach this process, as text for dial(); "" when it does not listen.
    [[nodiscard]] virtual std::string endpoints() const = 0;
    /// Begins to connect to who listens at \p endpoints; `connected` or `lost` follows.
    [[nodiscard]] virtual comm::PeerId dial(std::string const& endpoints) = 0;
    /// Messages of a link arrive in order, once. To a lost link: ignored.
    virtual void send(comm::PeerId link, std::uint16_t type, comm::Body body) = 0;
    /// What has been sent over \p link and is not known to have arrived; 0 when it has ended.
    [[nodiscard]] virtual Bytes queued(comm::PeerId link) const = 0;
    /// Whether the other side could be heard now: a link outlives its connections.
    [[nodiscard]] virtual bool is_connected(comm::PeerId link) const = 0;
    /// Ends the link after what was sent has left.
    virtual void close(comm::PeerId link) = 0;
    /// Gives the other side up as dead, for \p reason; `lost` follows.
    virtual void give_up(comm::PeerId link, std::string const& reason) = 0;
    /// Appends what has happened to \p events. \returns whether anything moved.
    virtual bool poll(std::vector<comm::LinkEvent>& events) = 0;

  protected:
    Links() = default;
    Links(Links const&) = delete;
    Links& operator=(Links const&) = delete;
};

}  // namespace atl::runtime
