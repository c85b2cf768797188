#include "drops/template_set.hpp"

#include <limits>

#include <fmt/format.h>

#include "atoll/core/diagnostics.hpp"
#include "atoll/core/error.hpp"

#include "drops/data/environment.hpp"
#include "drops/data_kinds.hpp"

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

/// Finds environment drops among what feeds \p drop; templates are taken to be fed alike.
EnvironmentDrops environment_of(graph::Part const& part,
                                std::vector<graph::DropSpec> const& specs,
                                std::uint32_t drop)
{
    return [&part, &specs, drop](std::string_view name) -> graph::DropSpec const* {
        graph::DropSpec const* found = nullptr;
        if (drop >= part.owned) {
            return found;
        }
        part.for_each_input(drop, [&](std::uint32_t input, std::uint16_t /*ports*/) {
            auto const feeding = part.template_of[input];
            if (found == nullptr &&
                part.templates[feeding].component == graph::Component::environment_data &&
                specs[feeding].name() == name) {
                found = &specs[feeding];
            }
        });
        return found;
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
        fill_from_environment(spec, environment_of(part_, set_.specs, first));
        if (shared.kind == DropKind::data) {
            set_.kinds[index] = make_data_kind({spec, shared.component, services_, date_});
            note_lifespan(index, lifespan_ns(spec));
        } else if (first < part_.owned) {
            set_.apps[index] = registry_.make({spec, shared.component, services_});
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
