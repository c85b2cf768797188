#pragma once

#include <string>
#include <vector>

#include <boost/program_options/options_description.hpp>

#include "app/load_graph.hpp"

namespace atl::app {

/// The options about logical graphs that several subcommands share.
struct LogicalArguments {
    std::string configuration;
    std::vector<std::string> settings;
    std::vector<std::string> fills;
};

/// Adds `--set`, `--fill` and `--configuration` to \p options; \p arguments must outlive it.
void add_logical_options(boost::program_options::options_description& options,
                         LogicalArguments& arguments);

/// Adds `--fill` and `--configuration` only, for commands whose `--set` means more.
void add_fill_options(boost::program_options::options_description& options,
                      LogicalArguments& arguments);

/// \throws Error{usage} when a setting is not of the form name=value.
[[nodiscard]] graph::LogicalGraphOptions logical_options(LogicalArguments const& arguments);

}  // namespace atl::app
