#include "translate/partition/metis_call.hpp"

#include <atomic>
#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <pthread.h>

namespace atl::translate {
namespace {

/// A path of \p vertices of weight 1.
[[nodiscard]] WeightedGraph path(std::int32_t vertices)
{
    WeightedGraph graph;
    for (std::int32_t v = 0; v < vertices; ++v) {
        for (auto const other : {v - 1, v + 1}) {
            if (other >= 0 && other < vertices) {
                graph.neighbours.push_back(other);
                graph.edge_weight.push_back(1);
            }
        }
        graph.offsets.push_back(static_cast<std::int32_t>(graph.neighbours.size()));
        graph.vertex_weight.push_back(1);
    }
    return graph;
}

TEST(MetisCall, parts_have_the_shares_that_were_asked_for)
{
    auto const part = call_metis(path(40), {.shares = {0.25F, 0.75F}});
    EXPECT_NEAR(static_cast<double>(std::ranges::count(part, 0U)), 10, 1);
}

TEST(MetisCall, both_schemes_cut_a_path_once_for_each_part_but_one)
{
    for (auto const scheme : {CutScheme::k_way, CutScheme::recursive_bisection}) {
        auto const part = call_metis(path(400), {.scheme = scheme, .parts = 4});
        int cuts = 0;
        for (std::size_t v = 0; v + 1 < part.size(); ++v) {
            cuts += part[v] != part[v + 1] ? 1 : 0;
        }
        EXPECT_EQ(cuts, 3);
    }
}

/// How many SIGTERM have come to the handler below.
std::atomic<int> terminations{0};

/// Counts SIGTERM instead of dying of it, while it lives.
class CountedTermination {
  public:
    CountedTermination()
    {
        terminations = 0;
        struct sigaction action {};
        action.sa_handler = [](int) { ++terminations; };
        sigaction(SIGTERM, &action, &old_);
    }
    CountedTermination(CountedTermination const&) = delete;
    CountedTermination& operator=(CountedTermination const&) = delete;
    ~CountedTermination() { sigaction(SIGTERM, &old_, nullptr); }

  private:
    struct sigaction old_ {};
};

TEST(MetisCall, a_request_to_end_is_neither_lost_nor_taken_for_a_failure_of_metis)
{
    auto const graph = path(20'000);
    auto const undisturbed = call_metis(graph, {});
    CountedTermination const counted;
    std::jthread const asking{[called = pthread_self()](std::stop_token const& end) {
        while (!end.stop_requested()) {
            pthread_kill(called, SIGTERM);
            std::this_thread::yield();
        }
    }};
    while (terminations == 0) {
        std::this_thread::yield();
    }
    auto const part = call_metis(graph, {});
    EXPECT_EQ(part, undisturbed);
    // The handler that was there is there again, and hears of the next one.
    auto const heard = terminations.load();
    while (terminations == heard) {
        std::this_thread::yield();
    }
}

}  // namespace
}  // namespace atl::translate
