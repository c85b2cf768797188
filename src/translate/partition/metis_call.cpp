#include "translate/partition/metis_call.hpp"

#include <algorithm>
#include <csignal>
#include <type_traits>

#include <fmt/format.h>
#include <metis.h>
#include <pthread.h>

#include "atoll/core/error.hpp"

namespace atl::translate {
namespace {

static_assert(std::is_same_v<idx_t, std::int32_t>, "Debian's METIS counts in 32 bits");
static_assert(std::is_same_v<real_t, float>);

/// METIS takes pointers to data that it only reads.
template <typename Value>
[[nodiscard]] Value* writable(std::vector<Value> const& values)
{
    return const_cast<Value*>(values.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

/// Keeps SIGTERM from this thread while it lives; then it is handled as before.
///
/// METIS leaves a computation by raising SIGTERM, for which it sets a handler that jumps back. One
/// that comes from outside would look like a failure of METIS (its status -4), and be lost.
class TerminationHeldBack {
  public:
    TerminationHeldBack()
    {
        sigset_t held;
        sigemptyset(&held);
        sigaddset(&held, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &held, &old_);
        sigaction(SIGTERM, nullptr, &handler_);
    }
    TerminationHeldBack(TerminationHeldBack const&) = delete;
    TerminationHeldBack& operator=(TerminationHeldBack const&) = delete;
    ~TerminationHeldBack()
    {
        // METIS puts it back by the signal() of System V: it would be gone after one signal.
        sigaction(SIGTERM, &handler_, nullptr);
        pthread_sigmask(SIG_SETMASK, &old_, nullptr);
    }

  private:
    sigset_t old_;
    struct sigaction handler_ {};
};

}  // namespace

std::vector<std::uint32_t> call_metis(WeightedGraph const& graph, MetisCall const& call)
{
    TerminationHeldBack const held;
    idx_t options[METIS_NOPTIONS];
    METIS_SetDefaultOptions(options);
    options[METIS_OPTION_SEED] = static_cast<idx_t>(call.seed & 0x7fffffffU);
    options[METIS_OPTION_UFACTOR] = std::max<idx_t>(1, static_cast<idx_t>(call.imbalance * 1e3));
    options[METIS_OPTION_NUMBERING] = 0;
    options[METIS_OPTION_OBJTYPE] =
        call.goal == CutGoal::volume ? METIS_OBJTYPE_VOL : METIS_OBJTYPE_CUT;
    auto vertices = static_cast<idx_t>(graph.vertices());
    auto parts = static_cast<idx_t>(call.parts);
    idx_t constraints = 1;
    idx_t cut = 0;
    std::vector<idx_t> part(graph.vertices());
    auto* const scheme = call.scheme == CutScheme::recursive_bisection ? METIS_PartGraphRecursive
                                                                       : METIS_PartGraphKway;
    int const status = scheme(&vertices,
                              &constraints,
                              writable(graph.offsets),
                              writable(graph.neighbours),
                              writable(graph.vertex_weight),
                              nullptr,
                              writable(graph.edge_weight),
                              &parts,
                              call.shares.empty() ? nullptr : writable(call.shares),
                              nullptr,
                              options,
                              &cut,
                              part.data());
    if (status != METIS_OK) {
        throw Error{ErrorKind::internal, fmt::format("METIS failed with status {}", status)};
    }
    return {part.begin(), part.end()};
}

}  // namespace atl::translate
