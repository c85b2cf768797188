#pragma once

#include <memory>
#include <string>

#include "atoll/session/session_folder.hpp"

#include "runtime/links.hpp"

namespace atl::runtime {

/// Links over the network, to processes that know the secret in \p folder, for the session's run
/// number \p epoch. Others can reach this process from now on. \param name for people and logs.
/// \param interface  network interface whose addresses they try first; may be empty.
/// \throws Error{io} when the secret cannot be read or no address can be listened on.
[[nodiscard]] std::unique_ptr<Links> listen_for_links(session::SessionFolder const& folder,
                                                      std::string name,
                                                      std::uint32_t epoch,
                                                      std::string interface);

/// The same for a process that only dials.
[[nodiscard]] std::unique_ptr<Links> links_to_session(session::SessionFolder const& folder,
                                                      std::string name,
                                                      std::uint32_t epoch);

}  // namespace atl::runtime
