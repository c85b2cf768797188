#include "atoll/runtime/preview_resume.hpp"

#include <utility>

#include "atoll/journal/receipt.hpp"

#include "runtime/resumption.hpp"

namespace atl::runtime {

ResumePreview preview_resume(session::SessionFolder const& folder,
                             graph::PhysicalGraph const& graph,
                             session::ResumeRequest request,
                             std::filesystem::path const& journal)
{
    Resumption resumption{folder, journal.empty() ? folder.journal() : journal};
    auto const last_epoch = resumption.epoch() - 1;
    // Of the nodes on which it will go on nothing is known but that this may be one of them.
    auto const here = journal::boot_id();
    resumption.enter_receipts(graph, {&here, 1}, Leavings::look_at);
    if (request.since == 0) {
        request.since = last_epoch;
    }
    resumption.plan(graph, request);
    auto const changed = resumption.changed_inputs(graph);
    if (!changed.empty()) {
        for (auto const drop : changed) {
            request.changed.push_back(graph.oid(drop));
        }
        resumption.plan(graph, request);
    }
    return {last_epoch, resumption.plan(), std::move(request.changed)};
}

}  // namespace atl::runtime
