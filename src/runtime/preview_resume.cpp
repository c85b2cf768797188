#include "atoll/runtime/preview_resume.hpp"

#include "runtime/resumption.hpp"

namespace atl::runtime {

ResumePreview preview_resume(session::SessionFolder const& folder,
                             graph::PhysicalGraph const& graph,
                             session::ResumeRequest request)
{
    Resumption resumption{folder};
    auto const last_epoch = resumption.epoch() - 1;
    if (request.since == 0) {
        request.since = last_epoch;
    }
    resumption.plan(graph, request);
    return {last_epoch, resumption.plan()};
}

}  // namespace atl::runtime
