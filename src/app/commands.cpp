#include <array>

#include "app/command.hpp"
#include "app/ranks.hpp"
#include "app/run.hpp"
#include "app/validate.hpp"

// Each subcommand is one function in a file of its name.
namespace atl::app {

std::span<Command const> commands() noexcept
{
    static constexpr std::array all{
        Command{"run", "run a graph here, or in the allocation of the job this is in", run},
        Command{"validate", "check a graph and say what it is made of", validate},
        Command{"ranks", "", ranks},
    };
    return all;
}

}  // namespace atl::app
