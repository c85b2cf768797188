#include <algorithm>

#include <fmt/format.h>

#include "translate/unroll/block_text.hpp"
#include "translate/unroll/drop_names.hpp"
#include "translate/unroll/index_paths.hpp"
#include "translate/unroll/json_text.hpp"
#include "translate/unroll/text_buffer.hpp"

namespace atl::translate {
namespace {

/// Text that is handed over at once.
constexpr std::size_t piece_size = 1 << 20;

/// Writes one plan as a JSON list of drops.
class TemplateWriter {
  public:
    TemplateWriter(graph::LogicalGraph const& graph,
                   UnrollPlan const& plan,
                   UnrollOptions const& options,
                   TextSink const& sink,
                   DropMembers const& more)
        : graph_(graph),
          plan_(plan),
          names_(graph, plan, options),
          blocks_(block_texts(graph, plan, names_)),
          relations_(plan.relations),
          paths_(plan),
          sink_(sink),
          more_(more),
          text_(2 * piece_size)
    {
        for (auto& relation : relations_) {
            relation.index_keys();
        }
    }

    void run()
    {
        text_.append("[");
        for (std::uint32_t block = 0; block < plan_.blocks.size(); ++block) {
            for (std::uint64_t index = 0; index < plan_.blocks[block].count; ++index) {
                write_drop(block, index);
                if (text_.size() > piece_size) {
                    sink_(text_.text());
                    text_.clear();
                }
            }
        }
        text_.append(graph_.reprodata);
        text_.append("]\n");
        sink_(text_.text());
    }

  private:
    void write_drop(std::uint32_t block, std::uint64_t index)
    {
        auto const& texts = blocks_[block];
        scratch_ = paths_.path(block, index);
        text_.append(texts.oid.before);
        text_.append(scratch_);
        text_.append(texts.oid.after);
        write_indexes();
        write_loop_context(block, index);
        if (texts.has_iid) {
            text_.append(R"(,"iid":")");
            text_.append(scratch_);
            text_.append("\"");
        }
        text_.append(texts.body);
        write_relations(block, index);
        if (more_ &&
            graph_.nodes[plan_.blocks[block].node].construct != graph::Construct::annotation) {
            scratch_.clear();
            more_(DropId{drop_++}, scratch_);
            text_.append(scratch_);
        }
        text_.append("},\n");
    }

    /// The index path as members of a list, and the list's end.
    void write_indexes()
    {
        std::string_view rest{scratch_};
        for (auto dash = rest.find('-'); dash != std::string_view::npos; dash = rest.find('-')) {
            text_.append(rest.substr(0, dash));
            text_.append(",");
            rest.remove_prefix(dash + 1);
        }
        text_.append(rest);
        text_.append("]");
    }

    void write_loop_context(std::uint32_t block, std::uint64_t index)
    {
        if (blocks_[block].has_loop_context) {
            if (plan_.blocks[block].loop_axes == 0) {
                text_.append(R"(,"loop_ctx":null)");
            } else {
                std::string context{R"(,"loop_ctx":)"};
                names_.append_loop_context(block, index, context);
                text_.append(context);
            }
        }
        if (blocks_[block].has_processes) {
            auto const processes = graph_.nodes[plan_.blocks[block].node].count;
            text_.append(fmt::format(R"(,"proc_index":{})", index % processes));
        }
    }

    void write_relations(std::uint32_t block, std::uint64_t index)
    {
        auto const& edges = blocks_[block].edges;
        bool const is_app = plan_.blocks[block].kind == DropKind::app;
        write_list(is_app ? R"(,"outputs":[)" : R"(,"consumers":[)",
                   edges,
                   index,
                   [](EdgeText const& edge) { return edge.leads_out; });
        write_list(R"(,"producers":[)", edges, index, [](EdgeText const& edge) {
            return !edge.leads_out && edge.from_app;
        });
        write_list(R"(,"inputs":[)", edges, index, [](EdgeText const& edge) {
            return !edge.leads_out && !edge.from_app;
        });
        write_ports(edges, index);
        write_port_map(edges, index);
    }

    /// Calls \p visit(index of the drop at the other end) for the edges of drop \p index.
    template <typename Visit>
    void for_each_edge(EdgeText const& edge, std::uint64_t index, Visit&& visit) const
    {
        auto const& relation = relations_[edge.relation];
        if (edge.leads_out) {
            relation.for_each_target(index, visit);
        } else {
            relation.for_each_source(index, visit);
        }
    }

    template <typename Wanted>
    void write_list(std::string_view opening,
                    std::vector<EdgeText> const& edges,
                    std::uint64_t index,
                    Wanted const& wanted)
    {
        bool first = true;
        for (auto const& edge : edges) {
            if (wanted(edge)) {
                write_edges(edge, edge.in_list, index, first ? opening : ",", first);
            }
        }
        text_.append(first ? "" : "]");
    }

    /// All named ports in the order of the links.
    void write_ports(std::vector<EdgeText> const& edges, std::uint64_t index)
    {
        bool first = true;
        for (auto const& edge : edges) {
            if (!edge.in_ports.before.empty()) {
                write_edges(edge, edge.in_ports, index, first ? R"(,"ports":[)" : ",", first);
            }
        }
        text_.append(first ? "" : "]");
    }

    /// Appends the drops at the other ends, \p opening before the first of them, commas between.
    void write_edges(EdgeText const& edge,
                     AroundPath const& around,
                     std::uint64_t index,
                     std::string_view opening,
                     bool& first)
    {
        for_each_edge(edge, index, [&](std::uint64_t other) {
            text_.append(opening);
            opening = ",";
            first = false;
            text_.append(around.before);
            text_.append(paths_.path(edge.other, other));
            text_.append(around.after);
        });
    }

    /// What each port of ours is called by the app that feeds it.
    void write_port_map(std::vector<EdgeText> const& edges, std::uint64_t index)
    {
        mapped_.clear();
        for (auto const& edge : edges) {
            auto const& relation = relations_[edge.relation];
            bool const named = !relation.to_port.empty() && !relation.from_port.empty();
            if (edge.leads_out || !edge.from_app || !named || relation.source_count(index) == 0) {
                continue;
            }
            auto const same = std::ranges::find_if(mapped_, [&](std::uint32_t other) {
                return relations_[other].to_port == relation.to_port;
            });
            if (same == mapped_.end()) {
                mapped_.push_back(edge.relation);
            } else {
                *same = edge.relation;
            }
        }
        for (std::size_t i = 0; i < mapped_.size(); ++i) {
            text_.append(i == 0 ? R"(,"port_map":{")" : R"(,")");
            append_escaped(relations_[mapped_[i]].to_port);
            text_.append(R"(":")");
            append_escaped(relations_[mapped_[i]].from_port);
            text_.append("\"");
        }
        text_.append(mapped_.empty() ? "" : "}");
    }

    void append_escaped(std::string const& port)
    {
        scratch_.clear();
        append_json_text(port, scratch_);
        text_.append(scratch_);
    }

    graph::LogicalGraph const& graph_;
    UnrollPlan const& plan_;
    DropNames names_;
    std::vector<BlockText> blocks_;
    std::vector<BlockRelation> relations_;  // those of the plan, with inverse tables
    IndexPaths paths_;
    TextSink const& sink_;
    DropMembers const& more_;
    std::uint32_t drop_{0};  // number of the next drop that expand() makes
    TextBuffer text_;
    std::string scratch_;                // path of the drop; then escaped names
    std::vector<std::uint32_t> mapped_;  // relations in the present drop's port map
};

}  // namespace

void write_template(graph::LogicalGraph const& graph,
                    UnrollPlan const& plan,
                    UnrollOptions const& options,
                    TextSink const& sink,
                    DropMembers const& more)
{
    TemplateWriter{graph, plan, options, sink, more}.run();
}

}  // namespace atl::translate
