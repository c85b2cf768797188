#include <array>

#include <fmt/format.h>

#include "translate/unroll/block_body.hpp"
#include "translate/unroll/drop_names.hpp"
#include "translate/unroll/edge_table.hpp"
#include "translate/unroll/json_text.hpp"

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
                   TextSink const& sink)
        : graph_(graph), plan_(plan), names_(graph, plan, options), edges_(plan), sink_(sink)
    {
        for (auto const& relation : plan.relations) {
            append_json_text(relation.from_port, from_ports_.emplace_back());
            append_json_text(relation.to_port, to_ports_.emplace_back());
        }
    }

    void run()
    {
        text_ = "[";
        for (std::uint32_t block = 0; block < plan_.blocks.size(); ++block) {
            auto const body = block_body(graph_, plan_.blocks[block]);
            for (std::uint64_t index = 0; index < plan_.blocks[block].count; ++index) {
                write_drop(block, index, body);
                if (text_.size() > piece_size) {
                    sink_(text_);
                    text_.clear();
                }
            }
        }
        text_ += graph_.reprodata;
        text_ += "]\n";
        sink_(text_);
    }

  private:
    void write_drop(std::uint32_t block, std::uint64_t index, std::string const& body)
    {
        text_ += R"({"oid":")";
        names_.append_oid(block, index, text_);
        text_ += R"(","rank":[)";
        names_.append_rank(block, index, text_);
        text_ += "]";
        auto const& about = plan_.blocks[block];
        auto const& node = graph_.nodes[about.node];
        if (!node.is_group()) {
            text_ += R"(,"loop_ctx":)";
            names_.append_loop_context(block, index, text_);
        }
        if (node.construct == graph::Construct::processes) {
            fmt::format_to(std::back_inserter(text_), R"(,"proc_index":{})", index % node.count);
        }
        if (!about.group_data) {
            text_ += R"(,"iid":")";
            names_.append_iid(block, index, text_);
            text_ += '"';
        }
        text_ += ',';
        text_ += body;
        write_relations(about.first + index, about.kind);
        text_ += "},\n";
    }

    void write_relations(std::uint64_t drop, DropKind kind)
    {
        auto const outgoing = edges_.outgoing(drop);
        auto const incoming = edges_.incoming(drop);
        auto const all = [](EdgeEnd const&) { return true; };
        auto const from_app = [this](EdgeEnd const& end) {
            return source_kind(end) == DropKind::app;
        };
        auto const from_data = [this](EdgeEnd const& end) {
            return source_kind(end) == DropKind::data;
        };
        write_list(kind == DropKind::app ? "outputs" : "consumers", outgoing, from_ports_, all);
        write_list("producers", incoming, to_ports_, from_app);
        write_list("inputs", incoming, to_ports_, from_data);
        write_ports(outgoing, incoming);
        write_port_map(incoming);
    }

    [[nodiscard]] DropKind source_kind(EdgeEnd const& end) const
    {
        return plan_.blocks[plan_.relations[end.relation].from].kind;
    }

    /// Appends the oid of the drop at the other end.
    void append_other(EdgeEnd const& end, bool other_is_source)
    {
        auto const& relation = plan_.relations[end.relation];
        auto const block = other_is_source ? relation.from : relation.to;
        names_.append_oid(block, end.drop - plan_.blocks[block].first, text_);
    }

    template <typename Wanted>
    void write_list(char const* key,
                    std::span<EdgeEnd const> ends,
                    std::vector<std::string> const& ports,
                    Wanted const& wanted)
    {
        bool first = true;
        for (auto const& end : ends) {
            if (!wanted(end)) {
                continue;
            }
            if (first) {
                fmt::format_to(std::back_inserter(text_), R"(,"{}":[)", key);
            } else {
                text_ += ',';
            }
            first = false;
            auto const& port = ports[end.relation];
            text_ += port.empty() ? "\"" : "{\"";
            append_other(end, &ports == &to_ports_);
            text_ += '"';
            if (!port.empty()) {
                text_ += ":\"";
                text_ += port;
                text_ += "\"}";
            }
        }
        text_ += first ? "" : "]";
    }

    /// All named ports in the order of the links.
    void write_ports(std::span<EdgeEnd const> outgoing, std::span<EdgeEnd const> incoming)
    {
        bool first = true;
        std::size_t o = 0;
        std::size_t i = 0;
        while (o < outgoing.size() || i < incoming.size()) {
            bool const output =
                i == incoming.size() ||
                (o < outgoing.size() && outgoing[o].relation <= incoming[i].relation);
            auto const& end = output ? outgoing[o++] : incoming[i++];
            auto const& port = output ? from_ports_[end.relation] : to_ports_[end.relation];
            if (port.empty()) {
                continue;
            }
            text_ += first ? R"(,"ports":[{"name":")" : R"(,{"name":")";
            first = false;
            text_ += port;
            text_ += R"(","oid":")";
            append_other(end, !output);
            text_ += output ? R"(","direction":"output"})" : R"(","direction":"input"})";
        }
        text_ += first ? "" : "]";
    }

    /// What each port of ours is called by the app that feeds it.
    void write_port_map(std::span<EdgeEnd const> incoming)
    {
        std::vector<std::uint32_t> mapped;
        for (auto const& end : incoming) {
            auto const& port = to_ports_[end.relation];
            bool const named = !port.empty() && !from_ports_[end.relation].empty();
            if (!named || source_kind(end) != DropKind::app) {
                continue;
            }
            auto const same = std::find_if(mapped.begin(), mapped.end(), [&](std::uint32_t other) {
                return to_ports_[other] == port;
            });
            if (same == mapped.end()) {
                mapped.push_back(end.relation);
            } else {
                *same = end.relation;
            }
        }
        for (std::size_t i = 0; i < mapped.size(); ++i) {
            fmt::format_to(std::back_inserter(text_),
                           R"({}"{}":"{}")",
                           i == 0 ? R"(,"port_map":{)" : ",",
                           to_ports_[mapped[i]],
                           from_ports_[mapped[i]]);
        }
        text_ += mapped.empty() ? "" : "}";
    }

    graph::LogicalGraph const& graph_;
    UnrollPlan const& plan_;
    DropNames names_;
    EdgeTable edges_;
    TextSink const& sink_;
    std::vector<std::string> from_ports_;  // [relations] escaped
    std::vector<std::string> to_ports_;    // [relations] escaped
    std::string text_;
};

}  // namespace

void write_template(graph::LogicalGraph const& graph,
                    UnrollPlan const& plan,
                    UnrollOptions const& options,
                    TextSink const& sink)
{
    TemplateWriter{graph, plan, options, sink}.run();
}

}  // namespace atl::translate
