#include "atoll/drops/check_templates.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/data/environment.hpp"
#include "drops/data_kinds.hpp"
#include "drops/file_path.hpp"
#include "drops/plain_template.hpp"
#include "drops/registry.hpp"
#include "drops/shell/child_process.hpp"
#include "drops/written_paths.hpp"

namespace atl::drops {
namespace {

using graph::Component;

constexpr auto no_first_drop = std::numeric_limits<std::uint32_t>::max();

std::vector<std::uint32_t> first_drops(graph::PhysicalGraph const& graph)
{
    std::vector<std::uint32_t> first(graph.templates().size(), no_first_drop);
    for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
        auto& slot = first[graph.template_of(DropId{drop}).index()];
        slot = std::min(slot, drop);
    }
    return first;
}

/// Of what this process can make the behaviour without loading anything.
bool is_made_here(graph::DropTemplate const& about)
{
    auto const component = about.component;
    return about.support == graph::Support::native && component != Component::dynlib_app &&
           component != Component::dynlib_stream_app && component != Component::plugin_app;
}

constexpr char const* data_folder = "/SESSION/data";

/// A rank's services, as far as behaviours keep them: nothing is started with these.
RankServices services_of_nobody()
{
    RankServices services;
    services.session_id = "none";
    services.session_folder = "/SESSION";
    services.data_folder = data_folder;
    services.scratch_folder = "/";
    return services;
}

class Checker {
  public:
    Checker(graph::PhysicalGraph const& graph,
            std::span<std::uint64_t const> drops,
            Surroundings surroundings,
            Diagnostics& diagnostics)
        : graph_(graph),
          surroundings_(surroundings),
          diagnostics_(diagnostics),
          registry_(make_registry()),
          services_(services_of_nobody()),
          paths_(graph, drops)
    {
        for (auto const& problem : diagnostics.problems()) {
            if (problem.severity == Severity::error) {
                known_ += problem.where + '\n';
            }
        }
    }

    void check()
    {
        auto const first = first_drops(graph_);
        for (std::uint32_t i = 0; i < first.size(); ++i) {
            if (first[i] != no_first_drop && is_made_here(graph_.templates()[i])) {
                check_one(TemplateId{i}, DropId{first[i]});
            }
        }
        paths_.report(diagnostics_);
    }

  private:
    void check_one(TemplateId id, DropId drop)
    {
        if (is_plain(graph_.templates()[id.index()], graph_.body(id)) && note_plain_path(id)) {
            return;
        }
        auto const oid = graph_.oid(drop);
        // Of a missing command the reader tells, too.
        if (known_.find(fmt::format("/command (drop '{}')", oid)) != std::string::npos) {
            return;
        }
        auto const where = fmt::format("drop '{}'", oid);
        try {
            make(id, drop);
        } catch (UnsetVariable const& unset) {
            report_unset(where, unset);
        } catch (Error const& error) {
            diagnostics_.error(where, error.problem(), error.hint());
        }
    }

    /// \returns whether nothing is left to be looked at of the plain template \p id.
    bool note_plain_path(TemplateId id)
    {
        auto const& about = graph_.templates()[id.index()];
        if (about.component != Component::file_data && about.component != Component::json_data) {
            return true;
        }
        auto const path = plain_path(about, graph_.body(id), data_folder);
        if (path) {
            paths_.note(id, "file://localhost" + *path);
        }
        return path.has_value();
    }

    void make(TemplateId id, DropId drop)
    {
        auto const& about = graph_.templates()[id.index()];
        auto spec = graph::DropSpec::parse(graph_.body(id));
        fill_from_environment(spec, [&](std::string_view name) { return feeding(drop, name); });
        if (about.kind == DropKind::app) {
            static_cast<void>(registry_.make({spec, about.component, services_}));
            static_cast<void>(time_limit_of(spec));
            return;
        }
        auto const kind = make_data_kind({spec, about.component, services_, "2000-01-01"});
        static_cast<void>(lifespan_ns(spec));
        paths_.note(id, *kind);
    }

    /// The environment drop called \p name among what feeds \p drop.
    graph::DropSpec const* feeding(DropId drop, std::string_view name)
    {
        for (auto const input : graph_.predecessors(drop)) {
            auto const id = graph_.template_of(input);
            if (graph_.templates()[id.index()].component == Component::environment_data &&
                graph_.name(id) == name) {
                auto const [found, fresh] = environments_.try_emplace(id.index());
                if (fresh) {
                    found->second = graph::DropSpec::parse(graph_.body(id));
                }
                return &found->second;
            }
        }
        return nullptr;
    }

    void report_unset(std::string const& where, UnsetVariable const& unset)
    {
        if (surroundings_ == Surroundings::of_session) {
            diagnostics_.error(where, unset.problem(), unset.hint());
        } else {
            diagnostics_.warning(where, unset.problem() + " here", unset.hint());
        }
    }

    graph::PhysicalGraph const& graph_;
    Surroundings surroundings_;
    Diagnostics& diagnostics_;
    Registry registry_;
    RankServices services_;
    WrittenPaths paths_;
    std::string known_;  ///< Places of the errors that were there before.
    std::map<std::size_t, graph::DropSpec> environments_;  ///< By template.
};

}  // namespace

void check_templates(graph::PhysicalGraph const& graph,
                     Surroundings surroundings,
                     Diagnostics& diagnostics)
{
    check_templates(graph, {}, surroundings, diagnostics);
}

void check_templates(graph::PhysicalGraph const& graph,
                     std::span<std::uint64_t const> drops,
                     Surroundings surroundings,
                     Diagnostics& diagnostics)
{
    Checker{graph, drops, surroundings, diagnostics}.check();
}

}  // namespace atl::drops
