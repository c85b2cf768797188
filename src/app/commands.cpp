#include <vector>

#include "app/command.hpp"

// Each subcommand is one function in a file of its name.
namespace atl::app {

std::span<Command const> commands() noexcept
{
    static std::vector<Command> const all{};
    return all;
}

}  // namespace atl::app
