#include "app/hosts.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/hostlist.hpp"

namespace atl::app {

int hosts(std::span<std::string const> arguments)
{
    if (arguments.size() != 1) {
        throw Error{ErrorKind::usage, "a host list is missing", "usage: atoll hosts LIST"};
    }
    for (auto const& name : slurm::expand_hostlist(arguments.front())) {
        fmt::print("{}\n", name);
    }
    return 0;
}

}  // namespace atl::app
