#include "atoll/graph/read_workflow_trace.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "graph/logical/document.hpp"

namespace atl::graph {
namespace {

using logical::Json;
using logical::member;

/// How a task uses a file.
enum class Use : std::uint8_t { input, output };

constexpr std::uint64_t most_trace_bytes = std::uint64_t{1} << 62U;

/// What texts of the user's look like in messages.
[[nodiscard]] std::string in_quotes(std::string_view text)
{
    constexpr std::size_t shown = 120;
    return fmt::format("'{}'", text.substr(0, shown));
}

class TraceReader {
  public:
    TraceReader(std::string source, TraceReadResult& result)
        : source_(std::move(source)), trace_(result.trace), diagnostics_(result.diagnostics)
    {
    }

    void read(Json const& document)
    {
        auto const version = logical::text_of(document, "schemaVersion");
        if (version != "1.4" && version != "1.5") {
            error("/schemaVersion",
                  version.empty() ? "there is no schemaVersion"
                                  : fmt::format("schemaVersion is {}", in_quotes(version)),
                  "WfFormat 1.4 and 1.5 can be read");
            return;
        }
        trace_.name = logical::text_of(document, "name");
        auto const& workflow = member(document, "workflow");
        if (version == "1.4") {
            read_tasks(member(workflow, "tasks"), "/workflow/tasks");
            read_own_files(member(workflow, "tasks"));
            read_own_times(member(workflow, "tasks"));
            return;
        }
        auto const& specification = member(workflow, "specification");
        read_tasks(member(specification, "tasks"), "/workflow/specification/tasks");
        read_files(member(specification, "files"));
        read_uses(member(specification, "tasks"));
        read_executions(member(workflow, "execution"));
    }

  private:
    void error(std::string const& pointer, std::string what, std::string hint)
    {
        diagnostics_.error(
            fmt::format("{}: {}", source_, pointer), std::move(what), std::move(hint));
    }

    [[nodiscard]] std::string task_place(std::size_t task, std::string_view below) const
    {
        return fmt::format("{}/{}{} (task {})",
                           tasks_pointer_,
                           place_of_[task],
                           below,
                           in_quotes(trace_.tasks[task].id));
    }

    /// Names and relations of all tasks. Parents are known by id in 1.5 and by name in 1.4.
    void read_tasks(Json const& tasks, std::string pointer)
    {
        tasks_pointer_ = std::move(pointer);
        if (!tasks.is_array() || tasks.empty()) {
            error(tasks_pointer_, "there are no tasks", "it must be a list with at least one task");
            return;
        }
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            add_task(tasks[i], i);
        }
        for (std::size_t task = 0; task < trace_.tasks.size(); ++task) {
            auto const& json = tasks[place_of_[task]];
            read_relatives(json, task, "parents");
            read_relatives(json, task, "children");
        }
    }

    void add_task(Json const& json, std::size_t place)
    {
        bool const by_name = tasks_pointer_ == "/workflow/tasks";
        auto const name = logical::text_of(json, "name");
        auto const id = by_name ? name : logical::text_of(json, "id");
        auto const pointer = fmt::format("{}/{}", tasks_pointer_, place);
        if (id.empty()) {
            error(pointer,
                  fmt::format("the task has no {}", by_name ? "name" : "id"),
                  "every task needs one of its own");
            return;
        }
        auto const [known, is_new] =
            task_of_.emplace(id, static_cast<std::uint32_t>(trace_.tasks.size()));
        if (!is_new) {
            error(pointer,
                  fmt::format("task {} is there twice", in_quotes(id)),
                  fmt::format("the first is {}/{}", tasks_pointer_, place_of_[known->second]));
            return;
        }
        place_of_.push_back(place);
        auto& task = trace_.tasks.emplace_back();
        task.id = id;
        task.name = name.empty() ? id : name;
        // Some traces of 1.4 name parents by id.
        if (auto const alias = logical::text_of(json, "id"); by_name && !alias.empty()) {
            alias_of_.emplace(alias, known->second);
        }
    }

    void read_relatives(Json const& json, std::size_t task, char const* key)
    {
        auto const& list = member(json, key);
        for (std::size_t i = 0; i < list.size() && list.is_array(); ++i) {
            auto const id = logical::text_of(list[i]);
            auto const other = find_task(id);
            if (!other) {
                error(task_place(task, fmt::format("/{}/{}", key, i)),
                      fmt::format("there is no task {}", in_quotes(id)),
                      "add it, or take it out of this list");
                continue;
            }
            bool const is_parent = std::string_view{key} == "parents";
            auto const child = is_parent ? static_cast<std::uint32_t>(task) : *other;
            auto const parent = is_parent ? *other : static_cast<std::uint32_t>(task);
            trace_.tasks[child].parents.push_back(parent);
        }
    }

    [[nodiscard]] std::optional<std::uint32_t> find_task(std::string const& id) const
    {
        for (auto const* const names : {&task_of_, &alias_of_}) {
            if (auto const found = names->find(id); found != names->end()) {
                return found->second;
            }
        }
        return std::nullopt;
    }

    /// 1.5: all files in one list.
    void read_files(Json const& files)
    {
        for (std::size_t i = 0; i < files.size() && files.is_array(); ++i) {
            auto const id = logical::text_of(files[i], "id");
            auto const pointer = fmt::format("/workflow/specification/files/{}", i);
            if (id.empty()) {
                error(pointer, "the file has no id", "every file needs one of its own");
            } else if (file_of_.contains(id)) {
                error(pointer, fmt::format("file {} is there twice", in_quotes(id)), "remove one");
            } else if (auto const bytes = size_of(files[i], pointer, id)) {
                add_file(id, *bytes);
            } else {
                file_of_.emplace(id, no_file);
            }
        }
    }

    /// 1.5: which tasks read and write them.
    void read_uses(Json const& tasks)
    {
        for (std::size_t task = 0; task < trace_.tasks.size(); ++task) {
            for (auto const use : {Use::input, Use::output}) {
                auto const* const key = use == Use::input ? "inputFiles" : "outputFiles";
                auto const& list = member(tasks[place_of_[task]], key);
                for (std::size_t i = 0; i < list.size() && list.is_array(); ++i) {
                    auto const place = task_place(task, fmt::format("/{}/{}", key, i));
                    use_file(task, use, logical::text_of(list[i]), place);
                }
            }
        }
    }

    /// 1.4: each task lists its files, with size and direction.
    void read_own_files(Json const& tasks)
    {
        for (std::size_t task = 0; task < trace_.tasks.size(); ++task) {
            auto const& list = member(tasks[place_of_[task]], "files");
            for (std::size_t i = 0; i < list.size() && list.is_array(); ++i) {
                auto const place = task_place(task, fmt::format("/files/{}", i));
                auto const link = logical::text_of(list[i], "link");
                auto const name = logical::text_of(list[i], "name");
                if (name.empty() || (link != "input" && link != "output")) {
                    error(place,
                          fmt::format(
                              "the file has name {} and link {}", in_quotes(name), in_quotes(link)),
                          "it needs a name, and 'input' or 'output' as link");
                    continue;
                }
                if (auto const bytes = size_of(list[i], place, name)) {
                    add_file(name, *bytes);
                    use_file(task, link == "input" ? Use::input : Use::output, name, place);
                }
            }
        }
    }

    [[nodiscard]] std::optional<std::uint64_t> size_of(Json const& file,
                                                       std::string const& place,
                                                       std::string const& id)
    {
        auto const& size =
            file.contains("sizeInBytes") ? file["sizeInBytes"] : member(file, "size");
        if (size.is_number() && size.get<double>() >= 0 &&
            size.get<double>() < static_cast<double>(most_trace_bytes)) {
            return size.get<std::uint64_t>();
        }
        error(place,
              size.is_null()
                  ? fmt::format("file {} has no sizeInBytes", in_quotes(id))
                  : fmt::format("sizeInBytes of file {} is {}", in_quotes(id), size.dump()),
              "it must be a number of bytes that is not negative");
        return std::nullopt;
    }

    /// A file that several tasks of a 1.4 trace mention may have grown meanwhile.
    void add_file(std::string const& id, std::uint64_t bytes)
    {
        auto const [known, is_new] =
            file_of_.emplace(id, static_cast<std::uint32_t>(trace_.files.size()));
        if (is_new) {
            trace_.files.push_back({.id = id, .bytes = bytes});
            return;
        }
        auto& file = trace_.files[known->second];
        if (file.bytes != bytes) {
            diagnostics_.warning(
                source_,
                fmt::format("file {} has {} and {} bytes", in_quotes(id), file.bytes, bytes),
                "the larger number is taken");
            file.bytes = std::max(file.bytes, bytes);
        }
    }

    void use_file(std::size_t task, Use use, std::string const& id, std::string const& place)
    {
        auto const found = file_of_.find(id);
        if (found == file_of_.end()) {
            error(place,
                  fmt::format("file {} has no size", in_quotes(id)),
                  "add it to /workflow/specification/files");
            return;
        }
        if (found->second == no_file) {
            return;  // reported where it stands
        }
        if (use == Use::input) {
            trace_.tasks[task].inputs.push_back(found->second);
            return;
        }
        auto const [writer, is_first] =
            writer_of_.emplace(found->second, static_cast<std::uint32_t>(task));
        if (!is_first && writer->second != task) {
            error(place,
                  fmt::format("file {} is written by task {} as well",
                              in_quotes(id),
                              in_quotes(trace_.tasks[writer->second].id)),
                  "a file can have one writer");
        } else if (is_first) {
            trace_.tasks[task].outputs.push_back(found->second);
            trace_.files[found->second].has_writer = true;
        }
    }

    /// 1.4: times stand at the tasks.
    void read_own_times(Json const& tasks)
    {
        for (std::size_t task = 0; task < trace_.tasks.size(); ++task) {
            auto const& json = tasks[place_of_[task]];
            read_time(
                json, json.contains("runtimeInSeconds") ? "runtimeInSeconds" : "runtime", task);
            read_cores(json, "cores", task);
        }
    }

    /// 1.5: times stand in a list of their own, found by id.
    void read_executions(Json const& execution)
    {
        auto const& list = member(execution, "tasks");
        if (!list.is_array()) {
            error("/workflow/execution/tasks",
                  "the trace has no times",
                  "only workflows that have run can be imported");
            return;
        }
        std::vector<bool> has_time(trace_.tasks.size(), false);
        for (std::size_t i = 0; i < list.size(); ++i) {
            auto const id = logical::text_of(list[i], "id");
            auto const task = find_task(id);
            auto const pointer = fmt::format("/workflow/execution/tasks/{}", i);
            if (!task) {
                error(pointer,
                      fmt::format("there is no task {}", in_quotes(id)),
                      "remove this entry");
            } else if (has_time[*task]) {
                error(pointer, fmt::format("task {} is there twice", in_quotes(id)), "remove one");
            } else {
                has_time[*task] = true;
                read_time(list[i], "runtimeInSeconds", *task);
                read_cores(list[i], "coreCount", *task);
            }
        }
        for (std::size_t task = 0; task < has_time.size(); ++task) {
            if (!has_time[task]) {
                error(task_place(task, ""),
                      "the task has no time",
                      "add it with its runtimeInSeconds to /workflow/execution/tasks");
            }
        }
    }

    void read_time(Json const& json, char const* key, std::size_t task)
    {
        auto const& time = member(json, key);
        if (time.is_number() && std::isfinite(time.get<double>()) && time.get<double>() >= 0) {
            trace_.tasks[task].seconds = time.get<double>();
            return;
        }
        error(task_place(task, ""),
              time.is_null() ? "the task has no runtimeInSeconds"
                             : fmt::format("runtimeInSeconds is {}", time.dump()),
              "it must be a number of seconds that is not negative");
    }

    void read_cores(Json const& json, char const* key, std::size_t task)
    {
        constexpr double most = std::numeric_limits<std::uint16_t>::max();
        auto const& cores = member(json, key);
        if (cores.is_null()) {
            return;
        }
        if (cores.is_number() && cores.get<double>() >= 0 && cores.get<double>() <= most) {
            trace_.tasks[task].cores = std::max(1.0, cores.get<double>());
            return;
        }
        error(task_place(task, ""),
              fmt::format("{} is {}", key, cores.dump()),
              fmt::format("it must be a number from 0 to {}", most));
    }

    /// Stands for a file that is known and has no usable size.
    static constexpr std::uint32_t no_file = std::numeric_limits<std::uint32_t>::max();

    std::string source_;
    WorkflowTrace& trace_;
    Diagnostics& diagnostics_;
    std::string tasks_pointer_;
    std::vector<std::size_t> place_of_;  // [tasks] index in the file's list
    std::unordered_map<std::string, std::uint32_t> task_of_;
    std::unordered_map<std::string, std::uint32_t> alias_of_;
    std::unordered_map<std::string, std::uint32_t> file_of_;
    std::unordered_map<std::uint32_t, std::uint32_t> writer_of_;
};

}  // namespace

TraceReadResult read_workflow_trace(std::string_view json, std::string const& source)
{
    TraceReadResult result;
    if (auto const document = logical::parse_document(json, source, result.diagnostics)) {
        TraceReader{source, result}.read(*document);
    }
    return result;
}

}  // namespace atl::graph
