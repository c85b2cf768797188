#include <vector>

#include "app/command.hpp"
#include "app/validate.hpp"

// Each subcommand is one function in a file of its name.
namespace atl::app {

std::span<Command const> commands() noexcept
{
    static std::vector<Command> const all{
        {"validate", "check a graph and say what it is made of", validate},
    };
    return all;
}

}  // namespace atl::app
