#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <unistd.h>

#include "atoll/core/drop_state.hpp"
#include "atoll/drops/drop_runner.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/process/launch_helper.hpp"

namespace atl::test {

/// An empty folder that is gone with the object.
class TempFolder {
  public:
    TempFolder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "atoll-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error{"cannot make " + pattern};
        }
        path_ = pattern;
    }
    ~TempFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(TempFolder const&) = delete;
    TempFolder& operator=(TempFolder const&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// Runs a whole graph drop by drop, on as many pretended ranks as asked for: DropRunner without
/// engine, threads or MPI. Drops go round the ranks in the order of the file.
class GraphSession {
  public:
    explicit GraphSession(std::string const& json, std::uint32_t ranks = 1)
        : helper_({.cookie = "drops-test-" + std::to_string(::getpid())}), ranks_(ranks)
    {
        auto read = graph::read_physical_graph(json, "test.graph", graph::FileCheck::off);
        if (read.diagnostics.has_errors()) {
            throw std::runtime_error{read.diagnostics.render()};
        }
        graph_ = std::move(read.graph);
        graph::Placement placement;
        for (std::uint32_t drop = 0; drop < graph_.size(); ++drop) {
            placement.emplace_back(drop % ranks);
        }
        std::filesystem::create_directories(data());
        parts_ = graph::split_graph(graph_, placement, ranks);
        states_.resize(graph_.size(), DropState::initialized);
        locals_.resize(graph_.size());
        for (std::uint32_t rank = 0; rank < ranks; ++rank) {
            auto const scratch = folder_.path() / ("scratch-" + std::to_string(rank));
            std::filesystem::create_directories(scratch);
            options_.session_id = "test-session";
            options_.rank = rank;
            options_.session_folder = folder_.path();
            options_.data_folder = data();
            options_.scratch_folder = scratch;
            options_.launcher = &helper_;
            options_.io = &io_;
            options_.log = &helper_.log();
            options_.unread = drops::UnreadContent::keep;
            options_.deleted = [this, rank](std::uint32_t local) {
                states_[parts_[rank].global[local].index()] = DropState::deleted;
            };
            runners_.push_back(std::make_unique<drops::DropRunner>(parts_[rank], options_));
            for (std::uint32_t local = 0; local < parts_[rank].size(); ++local) {
                locals_[parts_[rank].global[local].index()][rank] = local;
            }
        }
    }

    /// Runs everything. \returns itself.
    GraphSession& run()
    {
        std::vector<std::size_t> waiting;
        std::vector<std::uint32_t> ready;
        for (std::uint32_t drop = 0; drop < graph_.size(); ++drop) {
            waiting.push_back(graph_.predecessors(DropId{drop}).size());
            if (waiting.back() == 0) {
                ready.push_back(drop);
            }
        }
        for (std::size_t at = 0; at < ready.size(); ++at) {
            run_drop(ready[at]);
            for (auto const next : graph_.successors(DropId{ready[at]})) {
                if (--waiting[next.index()] == 0) {
                    ready.push_back(next.value);
                }
            }
        }
        return *this;
    }

    [[nodiscard]] DropState state(std::string const& oid) const { return states_[id(oid)]; }
    [[nodiscard]] std::string const& reason(std::string const& oid) { return reasons_[oid]; }
    [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }
    [[nodiscard]] std::filesystem::path const& folder() const { return folder_.path(); }
    /// Content of a data drop without consumers.
    [[nodiscard]] std::string content(std::string const& oid)
    {
        auto const drop = id(oid);
        return std::string{runners_[rank_of(drop)]->content(local(drop)).text()};
    }
    /// Text of a file in the session's data folder; "(absent)" when there is none.
    [[nodiscard]] std::string file(std::string const& name) const
    {
        std::ifstream stream{data() / name};
        return stream ? std::string{std::istreambuf_iterator<char>{stream}, {}} : "(absent)";
    }
    [[nodiscard]] drops::DropRunner& runner(std::uint32_t rank = 0) { return *runners_[rank]; }
    [[nodiscard]] graph::Part const& part(std::uint32_t rank = 0) const { return parts_[rank]; }

  private:
    [[nodiscard]] std::uint32_t id(std::string const& oid) const
    {
        for (std::uint32_t drop = 0; drop < graph_.size(); ++drop) {
            if (graph_.oid(DropId{drop}) == oid) {
                return drop;
            }
        }
        throw std::runtime_error{"no drop " + oid};
    }
    [[nodiscard]] std::uint32_t rank_of(std::uint32_t drop) const { return drop % ranks_; }
    [[nodiscard]] std::uint32_t local(std::uint32_t drop) { return locals_[drop][rank_of(drop)]; }

    void run_drop(std::uint32_t drop)
    {
        auto const& shared = graph_.drop_template(DropId{drop});
        auto state = DropState::completed;
        auto const inputs = graph_.predecessors(DropId{drop});
        auto const failed = std::ranges::count_if(
            inputs, [this](DropId before) { return states_[before.index()] == DropState::error; });
        auto const tolerated =
            static_cast<std::size_t>(shared.input_error_threshold) * inputs.size();
        for (auto const before : inputs) {
            auto const other = states_[before.index()];
            if (other == DropState::error && 100 * static_cast<std::size_t>(failed) <= tolerated) {
                continue;
            }
            state = other == DropState::error                                  ? other
                    : other == DropState::skipped && state != DropState::error ? other
                                                                               : state;
        }
        if (states_[drop] == DropState::skipped || state != DropState::completed) {
            settle(drop, states_[drop] == DropState::skipped ? DropState::skipped : state);
        } else if (shared.kind == DropKind::app) {
            run_app(drop, shared.n_tries);
        } else {
            publish(drop);
        }
    }

    void settle(std::uint32_t drop, DropState state)
    {
        states_[drop] = state;
        for (auto const& [rank, index] : locals_[drop]) {
            runners_[rank]->settled(index, state);
        }
    }

    void run_app(std::uint32_t drop, unsigned tries)
    {
        auto& runner = *runners_[rank_of(drop)];
        drops::AppRun run;
        for (unsigned attempt = 1; attempt <= tries; ++attempt) {
            run = runner.run_app(local(drop), attempt, 0);
            if (run.status == drops::AppRun::Status::finished) {
                break;
            }
        }
        bool const finished = run.status == drops::AppRun::Status::finished;
        states_[drop] = finished ? DropState::finished : DropState::error;
        reasons_[graph_.oid(DropId{drop})] = run.reason;
        for (auto const skipped : run.skipped) {
            states_[parts_[rank_of(drop)].global[skipped].index()] = DropState::skipped;
        }
        for (auto const output : graph_.successors(DropId{drop})) {
            if (finished && rank_of(output.value) != rank_of(drop)) {
                carry(output.value, rank_of(drop), rank_of(output.value));
            }
        }
    }

    void publish(std::uint32_t drop)
    {
        auto& runner = *runners_[rank_of(drop)];
        auto const result = runner.publish(local(drop));
        states_[drop] = states_[drop] == DropState::deleted ? DropState::deleted
                        : result.ok()                       ? DropState::completed
                                                            : DropState::error;
        reasons_[graph_.oid(DropId{drop})] = result.error;
        auto const& part = parts_[rank_of(drop)];
        for (auto at = part.remote_offsets[local(drop)]; at < part.remote_offsets[local(drop) + 1];
             ++at) {
            carry(drop, rank_of(drop), part.remotes[at].rank);
            runner.served(local(drop));
        }
    }

    void carry(std::uint32_t drop, std::uint32_t from, std::uint32_t to)
    {
        auto const source = locals_[drop].at(from);
        if (runners_[from]->carriage(source) != drops::Carriage::none) {
            runners_[to]->provide(locals_[drop].at(to), runners_[from]->content(source));
        }
    }

    TempFolder folder_;
    process::LaunchHelper helper_;
    drops::IoThread io_;
    std::uint32_t ranks_;
    graph::PhysicalGraph graph_;
    std::vector<graph::Part> parts_;
    drops::RunnerOptions options_;
    std::vector<DropState> states_;
    std::vector<std::map<std::uint32_t, std::uint32_t>> locals_;  // drop -> rank -> local index
    std::map<std::string, std::string> reasons_;
    std::vector<std::unique_ptr<drops::DropRunner>> runners_;
};

}  // namespace atl::test
