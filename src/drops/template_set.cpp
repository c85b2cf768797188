#include "drops/template_set.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/diagnostics.hpp"
#include "atoll/core/error.hpp"
#include "atoll/graph/read_graph.hpp"

#include "drops/data/environment.hpp"
#include "drops/data_kinds.hpp"
#include "drops/shell/child_process.hpp"

namespace atl::drops {
namespace {

constexpr auto no_drop = std::numeric_limits<std::uint32_t>::max();

/// The first drop of each template; own ones before ghosts. no_drop: none is left here.
std::vector<std::uint32_t> first_drops(graph::Part const& part)
{
    std::vector<std::uint32_t> first(part.templates.size(), no_drop);
    for (std::uint32_t drop = 0; drop < part.size(); ++drop) {
        auto& slot = first[part.template_of[drop]];
        slot = slot == no_drop ? drop : slot;
    }
    return first;
}

/// The environment drops among what feeds \p drop, by template, in the order of the graph.
std::vector<std::uint32_t> feeding_environments(graph::Part const& part, std::uint32_t drop)
{
    std::vector<std::uint32_t> feeding;
    if (drop < part.owned) {
        part.for_each_input(drop, [&](std::uint32_t input, std::uint16_t /*ports*/) {
            if (part.drop_template(input).component == graph::Component::environment_data) {
                feeding.push_back(part.template_of[input]);
            }
        });
    }
    return feeding;
}

/// Finds environment drops among those of templates \p feeding.
EnvironmentDrops environment_of(std::vector<graph::DropSpec> const& specs,
                                std::vector<std::uint32_t> const& feeding)
{
    return [&specs, &feeding](std::string_view name) -> graph::DropSpec const* {
        auto const found = std::ranges::find_if(
            feeding, [&](std::uint32_t index) { return specs[index].name() == name; });
        return found == feeding.end() ? nullptr : &specs[*found];
    };
}

class Builder {
  public:
    Builder(graph::Part const& part,
            Registry const& registry,
            RankServices const& services,
            std::string const& date)
        : part_(part), registry_(registry), services_(services), date_(date)
    {
    }

    TemplateSet build()
    {
        auto const first = first_drops(part_);
        auto const count = part_.templates.size();
        set_.specs.resize(count);
        set_.apps.resize(count);
        set_.kinds.resize(count);
        for (std::uint32_t index = 0; index < count; ++index) {
            attempt(first[index],
                    [&] { set_.specs[index] = graph::DropSpec::parse(part_.body(index)); });
        }
        for (std::uint32_t index = 0; index < count; ++index) {
            attempt(first[index], [&] { build_one(index, first[index]); });
        }
        build_own_apps(first);
        problems_.throw_if_errors(ErrorKind::invalid_graph, "the graph cannot run");
        return std::move(set_);
    }

  private:
    template <typename Step>
    void attempt(std::uint32_t drop, Step const& step)
    {
        if (drop == no_drop) {
            return;
        }
        try {
            step();
        } catch (Error const& error) {
            problems_.error(
                fmt::format("drop '{}'", part_.oid(drop)), error.problem(), error.hint());
        }
    }

    void build_one(std::uint32_t index, std::uint32_t first)
    {
        auto& spec = set_.specs[index];
        auto const& shared = part_.templates[index];
        auto const feeding = feeding_environments(part_, first);
        fill_from_environment(spec, environment_of(set_.specs, feeding));
        if (graph::is_event(part_.body(index))) {
            set_.events.resize(part_.templates.size());
            set_.events[index] = true;
        }
        if (shared.kind == DropKind::data) {
            set_.kinds[index] = make_data_kind({spec, shared.component, services_, date_});
            note_lifespan(index, lifespan_ns(spec));
        } else if (first < part_.owned) {
            set_.apps[index] = registry_.make({spec, shared.component, services_});
            note_time_limit(index, time_limit_of(spec));
        }
    }

    /// Drops of one template may be fed by environments of the same name with other values.
    void build_own_apps(std::vector<std::uint32_t> const& first)
    {
        if (std::ranges::none_of(part_.templates, [](graph::DropTemplate const& shared) {
                return shared.component == graph::Component::environment_data;
            })) {
            return;
        }
        for (std::uint32_t drop = 0; drop < part_.owned; ++drop) {
            auto const index = part_.template_of[drop];
            if (part_.templates[index].kind == DropKind::app && drop != first[index]) {
                attempt(drop, [&] { build_own_app(drop, index, first[index]); });
            }
        }
    }

    void build_own_app(std::uint32_t drop, std::uint32_t index, std::uint32_t first)
    {
        auto feeding = feeding_environments(part_, drop);
        if (feeding == feeding_environments(part_, first)) {
            return;
        }
        auto& app = apps_by_feeding_[{index, feeding}];
        if (!app) {
            auto& spec = set_.own_specs.emplace_back(graph::DropSpec::parse(part_.body(index)));
            fill_from_environment(spec, environment_of(set_.specs, feeding));
            app = registry_.make({spec, part_.templates[index].component, services_});
        }
        set_.own_apps[drop] = app;
    }

    void note_time_limit(std::uint32_t index, std::chrono::milliseconds limit)
    {
        auto const component = part_.templates[index].component;
        bool const ends_process =
            component == graph::Component::shell_app || component == graph::Component::process_app;
        if (limit.count() > 0 && !ends_process) {
            set_.time_limits.resize(part_.templates.size());
            set_.time_limits[index] = limit;
        }
    }

    void note_lifespan(std::uint32_t index, std::int64_t lifespan_ns)
    {
        if (lifespan_ns != TemplateSet::unlimited) {
            set_.lifespans.resize(part_.templates.size(), TemplateSet::unlimited);
            set_.lifespans[index] = lifespan_ns;
        }
    }

    graph::Part const& part_;
    Registry const& registry_;
    RankServices const& services_;
    std::string const& date_;
    Diagnostics problems_;
    TemplateSet set_;
    /// By template and the templates of the environment drops that feed it.
    std::map<std::pair<std::uint32_t, std::vector<std::uint32_t>>, std::shared_ptr<AppDrop const>>
        apps_by_feeding_;
};

}  // namespace

TemplateSet build_templates(graph::Part const& part,
                            Registry const& registry,
                            RankServices const& services,
                            std::string const& date)
{
    return Builder{part, registry, services, date}.build();
}

}  // namespace atl::drops
