#include "app/named_session.hpp"

#include "app/node_process.hpp"

namespace atl::app {

std::filesystem::path sessions_root(std::string const& root)
{
    return session::session_root(root, variable("ATOLL_ROOT"));
}

session::SessionFolder named_session(std::string const& root, std::string const& name)
{
    return session::find_session(sessions_root(root), name);
}

}  // namespace atl::app
