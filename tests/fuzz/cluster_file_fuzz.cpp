#include <cstddef>
#include <cstdint>
#include <string_view>

#include "atoll/config/read_cluster.hpp"

// A cluster file may be of any bytes: the reader reports problems, and no value that would end a
// line of a job script's header gets through.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    auto const file = atl::config::read_cluster_text(
        text, "f", {"slurm", {{"DASK_ROOT_CONFIG", "/nowhere"}}, {}});
    if (file.diagnostics.has_errors()) {
        return 0;
    }
    for (auto const& directive : file.cluster.job_extra_directives) {
        if (directive.find('\n') != std::string::npos) {
            __builtin_trap();
        }
    }
    if (file.cluster.queue && file.cluster.queue->find('\n') != std::string::npos) {
        __builtin_trap();
    }
    return 0;
}
