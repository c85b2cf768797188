#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "atoll/drops/app_drop.hpp"
#include "atoll/drops/io_thread.hpp"
#include "atoll/graph/component.hpp"
#include "atoll/graph/drop_spec.hpp"

namespace atl {
class LogSink;
}

namespace atl::process {
class LaunchHelper;
}

namespace atl::drops {

/// What a rank offers to the apps that run on it. Outlives every app; the same for all of them.
struct RankServices {
    std::string session_id;
    std::filesystem::path session_folder;
    std::filesystem::path data_folder;         ///< Where relative paths lead.
    std::filesystem::path scratch_folder;      ///< The rank's own, in memory where possible.
    process::LaunchHelper* launcher{nullptr};  ///< Starts processes; nullptr: none can be started.
    IoThread* io{nullptr};                     ///< For HDF5; nullptr: there is none.
    LogSink* log{nullptr};                     ///< What apps print; nullptr: lost.
    std::stop_token stop;                      ///< Requested: the session is being cancelled.
    std::string staging{};                     ///< RunnerOptions::staging.
    /// What to leave when the process of a try has ended well; "": nothing. Empty: the same.
    std::function<std::string(std::string const& uid)> receipt{};
};

/// From what an app's behaviour is built: once per template, before anything runs.
struct AppRecipe {
    graph::DropSpec const& spec;
    graph::Component component{};
    RankServices const& services;
};

/// Builds the behaviour of a template's drops.
/// \throws Error{invalid_graph} when the template's parameters are wrong, with what would be right.
using AppFactory = std::function<std::unique_ptr<AppDrop const>(AppRecipe const&)>;

/// Which app components this build can run. Filled once, then constant.
class Registry {
  public:
    /// \pre \p component has no factory yet.
    void add(graph::Component component, AppFactory factory);
    [[nodiscard]] bool contains(graph::Component component) const;
    /// \throws Error{invalid_graph} when nothing here runs the component, or its parameters are
    /// wrong.
    [[nodiscard]] std::unique_ptr<AppDrop const> make(AppRecipe const& recipe) const;

  private:
    std::map<graph::Component, AppFactory> factories_;
};

/// Everything that this build can run: one line for each group of apps.
[[nodiscard]] Registry make_registry();

}  // namespace atl::drops
