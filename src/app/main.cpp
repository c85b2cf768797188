#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"

#include "app/command.hpp"

namespace atl::app {
namespace {

void print_help()
{
    fmt::print(
        "atoll: runs data-activated graphs on SLURM clusters\n\n"
        "usage: atoll COMMAND [arguments]\n\ncommands:\n");
    for (auto const& command : commands()) {
        if (!command.summary.empty()) {
            fmt::print("  {:<10} {}\n", command.name, command.summary);
        }
    }
    fmt::print("\n'atoll COMMAND --help' tells more; 'atoll --version' tells the version.\n");
}

/// What does the work of DALiuGE's command \p name here; empty when \p name is none of those that
/// are called otherwise here.
[[nodiscard]] std::string instead_of_daliuges(std::string_view name)
{
    constexpr std::pair<std::string_view, std::string_view> others[] = {
        {"unroll-and-partition", "'atoll partition' takes a logical graph, too"},
        {"fill", "every command that takes a logical graph has --fill NAME=VALUE"},
        {"fill-config", "every command that takes a logical graph has --fill NAME=VALUE"},
        {"monitor", "'atoll status' tells how a session is doing"},
        {"remote-submit", "'atoll submit' puts a graph into SLURM's queue"},
        {"nm", "there are no managers to start: 'atoll run' and 'atoll submit' start ranks"},
        {"dim", "there are no managers to start: 'atoll run' and 'atoll submit' start ranks"},
        {"mm", "there are no managers to start: 'atoll run' and 'atoll submit' start ranks"},
        {"daemon", "there are no managers to start: 'atoll run' and 'atoll submit' start ranks"},
        {"tm", "there is no translator to start: 'atoll translate' does its work"},
        {"version", "'atoll --version' tells the version"}};
    auto const* const found =
        std::ranges::find(others, name, &std::pair<std::string_view, std::string_view>::first);
    return std::string{found == std::end(others) ? "" : found->second};
}

int dispatch(std::vector<std::string> const& arguments)
{
    if (arguments.empty() || arguments.front() == "--help" || arguments.front() == "-h" ||
        arguments.front() == "help") {
        print_help();
        return static_cast<int>(arguments.empty() ? ExitStatus::usage : ExitStatus::success);
    }
    if (arguments.front() == "--version") {
        fmt::print("atoll {}\n", ATOLL_VERSION);
        return 0;
    }
    auto const known = commands();
    auto const found = std::ranges::find(known, arguments.front(), &Command::name);
    if (found == known.end()) {
        std::vector<std::string_view> names{"--version", "--help"};
        std::ranges::transform(known, std::back_inserter(names), &Command::name);
        auto hint = instead_of_daliuges(arguments.front());
        if (hint.empty()) {
            hint = did_you_mean(arguments.front(), names);
        }
        throw Error{ErrorKind::usage,
                    fmt::format("unknown command '{}'", arguments.front()),
                    hint.empty() ? "'atoll --help' lists the commands" : hint};
    }
    return found->run(std::span{arguments}.subspan(1));
}

}  // namespace
}  // namespace atl::app

int main(int argc, char** argv)
{
    try {
        return atl::app::dispatch({argv + std::min(argc, 1), argv + argc});
    } catch (atl::Error const& failure) {
        fmt::print(stderr, "atoll: {}\n", failure.what());
        return static_cast<int>(atl::exit_status(failure.kind()));
    } catch (std::filesystem::filesystem_error const& failure) {
        // Of the working folder above all: it may have been removed meanwhile.
        fmt::print(
            stderr,
            "atoll: {} (was the folder removed in which you are? then change into another)\n",
            failure.what());
        return static_cast<int>(atl::ExitStatus::io);
    } catch (std::exception const& failure) {
        fmt::print(stderr, "atoll: internal error: {}\n", failure.what());
    } catch (...) {
        fmt::print(stderr, "atoll: internal error of an unknown kind\n");
    }
    return static_cast<int>(atl::ExitStatus::internal);
}
