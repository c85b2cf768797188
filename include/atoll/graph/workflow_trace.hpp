#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace atl::graph {

/// One recorded run of a workflow, as WfFormat describes it: tasks, the files between them, and
/// what each took.
struct WorkflowTrace {
    struct Task {
        std::string id;    ///< Unique within the trace.
        std::string name;  ///< Of the program or kind; tasks may share it.
        double seconds{0};
        double cores{1};
        std::vector<std::uint32_t> inputs;   ///< Index into files.
        std::vector<std::uint32_t> outputs;  ///< Index into files; no file has two writers.
        std::vector<std::uint32_t> parents;  ///< Index into tasks, by declaration, not by files.
    };
    struct File {
        std::string id;  ///< Unique within the trace; may be any text, a path for instance.
        std::uint64_t bytes{0};
        bool has_writer{false};  ///< False: it was there before the workflow began.
    };

    std::string name;
    std::vector<Task> tasks;
    std::vector<File> files;
};

}  // namespace atl::graph
