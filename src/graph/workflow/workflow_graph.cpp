#include "atoll/graph/workflow_graph.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/graph/graph_builder.hpp"

#include "graph/json_text.hpp"

namespace atl::graph {
namespace {

using Task = WorkflowTrace::Task;
using File = WorkflowTrace::File;

[[nodiscard]] std::string json_string(std::string_view text)
{
    std::string json;
    append_quoted(json, text);
    return json;
}

class WorkflowGraphMaker {
  public:
    WorkflowGraphMaker(WorkflowTrace const& trace,
                       WorkflowGraphOptions const& options,
                       Diagnostics& diagnostics)
        : trace_(trace), options_(options), diagnostics_(diagnostics)
    {
    }

    [[nodiscard]] PhysicalGraph make()
    {
        builder_.set_graph_name(trace_.name);
        if (!fits()) {
            return builder_.finish(diagnostics_);
        }
        add_files();
        add_tasks();
        add_control_links();
        return builder_.finish(diagnostics_);
    }

  private:
    /// Numbers of a template's drops: one for each copy, one after the other.
    using Copies = DropId;

    [[nodiscard]] static DropId copy_of(Copies first, std::uint32_t copy)
    {
        return DropId{first.value + copy};
    }

    /// Whether drops can be numbered, and sizes exist.
    [[nodiscard]] bool fits()
    {
        auto const kinds = trace_.tasks.size() + 2 * trace_.files.size();
        auto const drops = static_cast<double>(kinds) * options_.replicas;
        constexpr double most_drops = std::numeric_limits<std::uint32_t>::max();
        if (drops > most_drops) {
            diagnostics_.error(
                trace_.name,
                fmt::format("{} copies would be {:.3g} drops", options_.replicas, drops),
                fmt::format("a graph can have {:.0f}", most_drops));
        }
        for (auto const& file : trace_.files) {
            constexpr double most_bytes = 9e18;
            auto const bytes = static_cast<double>(file.bytes) * options_.bytes_scale;
            if (bytes > most_bytes) {
                diagnostics_.error(trace_.name,
                                   fmt::format("file '{}' would have {:.3g} bytes", file.id, bytes),
                                   "choose a smaller scale");
            }
        }
        return !diagnostics_.has_errors();
    }

    /// Size of \p file in the graph.
    [[nodiscard]] std::uint64_t bytes_of(File const& file) const
    {
        auto const scaled = std::llround(static_cast<double>(file.bytes) * options_.bytes_scale);
        bool const keeps_a_byte = file.bytes > 0 && options_.bytes_scale > 0;
        return static_cast<std::uint64_t>(std::max<long long>(scaled, keeps_a_byte ? 1 : 0));
    }

    [[nodiscard]] Copies add_copies(std::string const& body,
                                    std::string const& kind,
                                    std::string const& id)
    {
        Place const place{.source = trace_.name, .pointer = kind, .oid = id};
        auto const drop_template = builder_.add_template(body, diagnostics_, place);
        auto const head = builder_.add_head(fmt::format("{}.{}_", kind, id));
        Copies const first{builder_.size()};
        for (std::uint32_t copy = 0; copy < options_.replicas; ++copy) {
            builder_.add_drop(drop_template, head, std::to_string(copy));
        }
        return first;
    }

    void add_files()
    {
        bool const in_memory = options_.storage == WorkflowGraphOptions::Storage::memory;
        auto const* const dropclass =
            in_memory ? "dlg.data.drops.memory.InMemoryDROP" : "dlg.data.drops.file.FileDROP";
        for (auto const& file : trace_.files) {
            file_drops_.push_back(
                add_copies(fmt::format(R"({{"name":{},"categoryType":"Data","category":"{}",)"
                                       R"("dropclass":"{}","weight":{}}})",
                                       json_string(file.id),
                                       in_memory ? "Memory" : "File",
                                       dropclass,
                                       bytes_of(file)),
                           "file",
                           file.id));
        }
        for (std::size_t file = 0; file < trace_.files.size(); ++file) {
            if (!trace_.files[file].has_writer) {
                Task const stage{.id = trace_.files[file].id,
                                 .name = "stage",
                                 .inputs = {},
                                 .outputs = {static_cast<std::uint32_t>(file)},
                                 .parents = {}};
                add_app(stage, "stage");
            }
        }
    }

    void add_tasks()
    {
        for (auto const& task : trace_.tasks) {
            task_drops_.push_back(add_app(task, "task"));
        }
    }

    Copies add_app(Task const& task, std::string const& kind)
    {
        auto const seconds = task.seconds * options_.time_scale;
        auto const drops = add_copies(
            fmt::format(R"({{"name":{},"categoryType":"Application","category":"Application",)"
                        R"("dropclass":"atoll.apps.WorkflowTask","weight":{},"num_cpus":{},)"
                        R"("seconds":{},"files":{}}})",
                        json_string(task.name),
                        seconds,
                        std::lround(std::ceil(task.cores)),
                        seconds,
                        sizes_of(task)),
            kind,
            task.id);
        for (auto const file : task.inputs) {
            link(file_drops_[file], drops);
        }
        for (auto const file : task.outputs) {
            link(drops, file_drops_[file]);
        }
        return drops;
    }

    /// The app's parameter `files`: how large each of its files is.
    [[nodiscard]] std::string sizes_of(Task const& task) const
    {
        std::string json{"{"};
        std::set<std::uint32_t> seen;
        for (auto const* const list : {&task.inputs, &task.outputs}) {
            for (auto const file : *list) {
                if (seen.insert(file).second) {
                    json += fmt::format("{}{}:{}",
                                        json.size() > 1 ? "," : "",
                                        json_string(trace_.files[file].id),
                                        bytes_of(trace_.files[file]));
                }
            }
        }
        return json + "}";
    }

    void link(Copies from, Copies to)
    {
        for (std::uint32_t copy = 0; copy < options_.replicas; ++copy) {
            builder_.add_relation({.from = copy_of(from, copy),
                                   .to = copy_of(to, copy),
                                   .from_port = {},
                                   .to_port = {}});
        }
    }

    /// Links between tasks that share no file.
    void add_control_links()
    {
        std::vector<std::vector<std::uint32_t>> readers(trace_.files.size());
        for (std::uint32_t task = 0; task < trace_.tasks.size(); ++task) {
            for (auto const file : trace_.tasks[task].inputs) {
                readers[file].push_back(task);
            }
        }
        std::set<std::pair<std::uint32_t, std::uint32_t>> linked;
        for (std::uint32_t task = 0; task < trace_.tasks.size(); ++task) {
            for (auto const file : trace_.tasks[task].outputs) {
                for (auto const reader : readers[file]) {
                    linked.emplace(task, reader);
                }
            }
        }
        for (std::uint32_t task = 0; task < trace_.tasks.size(); ++task) {
            for (auto const parent : trace_.tasks[task].parents) {
                if (linked.emplace(parent, task).second) {
                    link(task_drops_[parent], task_drops_[task]);
                }
            }
        }
    }

    WorkflowTrace const& trace_;
    WorkflowGraphOptions const& options_;
    Diagnostics& diagnostics_;
    GraphBuilder builder_;
    std::vector<Copies> file_drops_;  // [files]
    std::vector<Copies> task_drops_;  // [tasks]
};

}  // namespace

PhysicalGraph workflow_graph(WorkflowTrace const& trace,
                             WorkflowGraphOptions const& options,
                             Diagnostics& diagnostics)
{
    return WorkflowGraphMaker{trace, options, diagnostics}.make();
}

}  // namespace atl::graph
