#include <array>

#include "app/cancel.hpp"
#include "app/clean.hpp"
#include "app/command.hpp"
#include "app/config.hpp"
#include "app/explain.hpp"
#include "app/extension.hpp"
#include "app/hosts.hpp"
#include "app/import_wf.hpp"
#include "app/journal.hpp"
#include "app/list.hpp"
#include "app/logs.hpp"
#include "app/map.hpp"
#include "app/partition.hpp"
#include "app/ranks.hpp"
#include "app/report.hpp"
#include "app/resume.hpp"
#include "app/run.hpp"
#include "app/scale.hpp"
#include "app/scaler.hpp"
#include "app/show.hpp"
#include "app/simulate.hpp"
#include "app/status.hpp"
#include "app/story.hpp"
#include "app/submit.hpp"
#include "app/translate.hpp"
#include "app/unroll.hpp"
#include "app/validate.hpp"

// Each subcommand is one function in a file of its name.
namespace atl::app {

std::span<Command const> commands() noexcept
{
    static constexpr std::array all{
        Command{"run", "run a graph here, or in the allocation of the job this is in", run},
        Command{"submit", "put a graph into SLURM's queue", submit},
        Command{"resume", "go on with a session that has ended before it was done", resume},
        Command{"explain", "say why drops of a session will or will not run again", explain},
        Command{"status", "tell how far a session is", status},
        Command{"logs", "show what the apps of a session printed", logs},
        Command{"story", "tell what happened to a drop", story},
        Command{"report", "sum up what became of a session", report},
        Command{"journal", "check or print the journal of a session", journal},
        Command{"cancel", "end a session before its end", cancel},
        Command{"clean", "remove what a session that has ended needs no longer", clean},
        Command{"scale", "change the number of nodes of a session", scale},
        Command{"scaler", "give SLURM its commands for a session whose nodes may not", scaler},
        Command{"list", "list all sessions", list},
        Command{"validate", "check a graph and say what it is made of", validate},
        Command{"config", "explain a cluster file; show all settings", config},
        Command{"unroll", "turn a logical graph into a physical graph template", unroll},
        Command{"partition", "divide a graph into parts", partition},
        Command{"map", "give the parts of a graph to hosts", map},
        Command{"translate", "unroll, partition and map in one step", translate},
        Command{"import-wf", "turn a recorded workflow (WfCommons) into a graph", import_wf},
        Command{"simulate", "tell how long a graph would take on a cluster", simulate},
        Command{"show", "print or draw what a graph is made of", show},
        Command{"ranks", "", ranks},
        Command{"hosts", "", hosts},
        Command{"extension", "", extension},
    };
    return all;
}

}  // namespace atl::app
