#include "atoll/graph/write_graph.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "graph/append_placement.hpp"
#include "graph/json_text.hpp"
#include "graph/text_sink.hpp"

namespace atl::graph {
namespace {

/// One of the two relation lists of a drop.
struct List {
    std::span<DropId const> drops;
    std::span<std::uint16_t const> ports;
    std::string_view key;
    std::string_view streaming_key;
    std::string_view direction;
};

/// Writes the drops of one graph.
class GraphWriter {
  public:
    GraphWriter(PhysicalGraph const& graph, WrittenPlacement const* placement, std::string& json)
        : graph_(&graph), placement_(placement), json_(&json)
    {
    }

    void drop(DropId drop)
    {
        *json_ += "{\"oid\":";
        append_quoted(*json_, graph_->oid(drop));
        auto const body = graph_->body(graph_->template_of(drop));
        if (body.size() > 2) {
            *json_ += ',';
            *json_ += body.substr(1, body.size() - 2);
        }
        indexes(drop);
        auto const is_app = graph_->drop_template(drop).kind == DropKind::app;
        List const before{graph_->predecessors(drop),
                          graph_->predecessor_ports(drop),
                          is_app ? "inputs" : "producers",
                          is_app ? "streamingInputs" : "producers",
                          "input"};
        List const after{graph_->successors(drop),
                         graph_->successor_ports(drop),
                         is_app ? "outputs" : "consumers",
                         is_app ? "outputs" : "streamingConsumers",
                         "output"};
        relations(before, is_app);
        relations(after, is_app);
        ports(before, after, is_app);
        place(drop);
        *json_ += '}';
    }

  private:
    void indexes(DropId drop)
    {
        auto const iid = graph_->iid(drop);
        *json_ += ",\"iid\":";
        append_quoted(*json_, iid);
        std::string rank{iid};
        std::ranges::replace_if(
            rank, [](char c) { return c == '-' || c == '/'; }, ',');
        *json_ += fmt::format(",\"rank\":[{}]", rank);
    }

    [[nodiscard]] std::string const& port(std::uint16_t pair, bool of_app) const
    {
        auto const& names = graph_->port_pairs()[pair];
        return of_app ? names.app_port : names.data_port;
    }

    void relations(List const& list, bool is_app)
    {
        auto const streams = [&](std::size_t i) {
            return list.streaming_key != list.key && graph_->port_pairs()[list.ports[i]].streaming;
        };
        for (auto const streaming : {false, true}) {
            std::string_view separator;
            for (std::size_t i = 0; i < list.drops.size(); ++i) {
                if (streams(i) != streaming) {
                    continue;
                }
                if (separator.empty()) {
                    *json_ += fmt::format(",\"{}\":[", streaming ? list.streaming_key : list.key);
                }
                *json_ += separator;
                separator = ",";
                relation(list.drops[i], port(list.ports[i], is_app));
            }
            *json_ += separator.empty() ? "" : "]";
        }
    }

    void relation(DropId other, std::string const& port_name)
    {
        if (port_name.empty()) {
            append_quoted(*json_, graph_->oid(other));
            return;
        }
        *json_ += '{';
        append_quoted(*json_, graph_->oid(other));
        *json_ += ':';
        append_quoted(*json_, port_name);
        *json_ += '}';
    }

    /// Since 6.5 DALiuGE finds the branches of a Branch app in this list.
    void ports(List const& before, List const& after, bool is_app)
    {
        std::string_view separator;
        for (auto const* list : {&before, &after}) {
            for (std::size_t i = 0; i < list->drops.size(); ++i) {
                auto const& name = port(list->ports[i], is_app);
                if (name.empty()) {
                    continue;
                }
                *json_ += separator.empty() ? ",\"ports\":[" : separator;
                separator = ",";
                *json_ += "{\"name\":";
                append_quoted(*json_, name);
                *json_ += ",\"oid\":";
                append_quoted(*json_, graph_->oid(list->drops[i]));
                *json_ += fmt::format(",\"direction\":\"{}\"}}", list->direction);
            }
        }
        *json_ += separator.empty() ? "" : "]";
    }

    void place(DropId drop)
    {
        if (placement_ != nullptr) {
            append_placement(*placement_, drop.value, *json_);
            return;
        }
        place_of_graph("node", graph_->node(drop));
        place_of_graph("island", graph_->island(drop));
    }

    void place_of_graph(std::string_view key, std::uint16_t number)
    {
        if (number != PhysicalGraph::no_place) {
            *json_ += fmt::format(",\"{}\":", key);
            append_quoted(*json_, graph_->places()[number]);
        }
    }

    PhysicalGraph const* graph_;
    WrittenPlacement const* placement_;
    std::string* json_;
};

}  // namespace

void write_physical_graph(PhysicalGraph const& graph,
                          WrittenPlacement const* placement,
                          std::ostream& out)
{
    TextSink sink{out};
    GraphWriter writer{graph, placement, sink.text()};
    sink.text() += "[\n";
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        writer.drop(DropId{i});
        sink.text() += ",\n";
        sink.flush_if_full();
    }
    sink.text() += graph.reprodata();
    sink.text() += "\n]\n";
    sink.flush();
}

}  // namespace atl::graph
