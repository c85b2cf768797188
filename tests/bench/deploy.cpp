// From a graph to two node managers that are ready to run it: from a logical graph by templates (of
// as many million drops as the argument says, or 10), and from a physical graph's JSON on disk:
// read, place, split, send, deploy.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <mpi.h>
#include <sys/resource.h>
#include <unistd.h>

#include "atoll/comm/mpi_world.hpp"
#include "atoll/core/clock.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/translate/partition.hpp"

#include "bench/harness.hpp"
#include "runtime/deployment.hpp"
#include "runtime/node.hpp"

namespace atl::bench {
namespace {

constexpr auto deploy_type = static_cast<std::uint16_t>(manager::MessageType::deploy);
constexpr int side = 707;  // 707 x 707 apps with a data drop each: 999,698 drops

std::filesystem::path graph_file()
{
    return std::filesystem::temp_directory_path() /
           ("atoll-bench-" + std::to_string(getpid()) + ".json");
}

/// A wavefront of null apps with a memory drop each, about 350 bytes a drop.
void write_graph(std::filesystem::path const& path)
{
    std::FILE* const out = std::fopen(path.c_str(), "w");
    std::fputs("[", out);
    for (int i = 0; i < side; ++i) {
        for (int j = 0; j < side; ++j) {
            std::string inputs;
            std::string consumers;
            if (i > 0) {
                inputs +=
                    R"({"d_)" + std::to_string(i - 1) + "-" + std::to_string(j) + R"(":"in"})";
            }
            if (j > 0) {
                inputs += (inputs.empty() ? "" : ",");
                inputs +=
                    R"({"d_)" + std::to_string(i) + "-" + std::to_string(j - 1) + R"(":"in"})";
            }
            std::fprintf(
                out,
                R"({"oid":"a_%d-%d","name":"app","categoryType":"Application","category":"DALiuGEApp",)"
                R"("dropclass":"dlg.apps.simple.NullBarrierApp","weight":1,"num_cpus":1,"execution_time":"1",)"
                R"("iid":"%d-%d","lg_key":"a","inputs":[%s],"outputs":[{"d_%d-%d":"out"}],)"
                R"("applicationArgs":{"x":{"name":"x","value":"1","type":"Integer","usage":"NoPort",)"
                R"("encoding":"pickle","positional":false,"precious":false}}},)"
                "\n",
                i,
                j,
                i,
                j,
                inputs.c_str(),
                i,
                j);
            std::fprintf(
                out,
                R"({"oid":"d_%d-%d","name":"data","categoryType":"Data","category":"Memory",)"
                R"("dropclass":"dlg.data.drops.memory.InMemoryDROP","weight":5,"data_volume":"5",)"
                R"("iid":"%d-%d","lg_key":"d","producers":[{"a_%d-%d":"out"}]},)"
                "\n",
                i,
                j,
                i,
                j,
                i,
                j);
        }
    }
    std::fputs("{}]", out);
    std::fclose(out);
}

/// Rank 0: reads the graph and sends each node manager its part.
void distribute(std::filesystem::path const& file, comm::Transport& transport)
{
    auto read = graph::read_physical_graph_file(file);
    Diagnostics notes;
    auto const placement =
        translate::place(read.graph, {}, translate::worker_ranks(transport.size()), notes);
    auto const parts = graph::split_graph(read.graph, placement, transport.size());
    for (std::uint32_t rank = 1; rank < transport.size(); ++rank) {
        transport.send(RankId{rank}, deploy_type, runtime::encode_part({}, parts[rank]));
    }
}

/// A scatter of \p copies chains of two apps with their data drops, between a first and a last app.
std::string drawing(std::uint64_t copies)
{
    auto const node = [](std::string const& id, bool app, bool copied) {
        return R"({"id":")" + id + R"(","name":")" + id + R"(",)" +
               (copied ? R"("parentId":"S",)" : "") +
               (app ? R"("category":"DALiuGEApp","categoryType":"Application","fields":[)"
                      R"({"name":"dropclass","value":"dlg.apps.simple.NullBarrierApp"},)"
                      R"({"name":"execution_time","value":"1"}]})"
                    : R"("category":"Memory","categoryType":"Data","fields":[]})");
    };
    std::string text = R"({"nodeDataArray":[{"id":"S","name":"S","category":"Scatter",)"
                       R"("isGroup":true,"fields":[{"name":"num_of_copies","value":)" +
                       std::to_string(copies) + "}]}";
    for (auto const& [id, app, copied] : {std::tuple{"first", true, false},
                                          std::tuple{"seed", false, false},
                                          std::tuple{"a", true, true},
                                          std::tuple{"d", false, true},
                                          std::tuple{"b", true, true},
                                          std::tuple{"e", false, true},
                                          std::tuple{"last", true, false},
                                          std::tuple{"result", false, false}}) {
        text += "," + node(id, app, copied);
    }
    return text + R"(],"linkDataArray":[{"from":"first","to":"seed"},{"from":"seed","to":"a"},)"
                  R"({"from":"a","to":"d"},{"from":"d","to":"b"},{"from":"b","to":"e"},)"
                  R"({"from":"e","to":"last"},{"from":"last","to":"result"}]})";
}

/// Rank 0: reads the drawing and tells each node manager how to make its part.
void distribute_templates(translate::GraphRecipe const& recipe, comm::Transport& transport)
{
    Diagnostics notes;
    auto const graph = translate::follow_recipe(recipe, notes);
    auto const ownership =
        translate::cut_outermost(*graph, translate::worker_ranks(transport.size()));
    auto const body = runtime::encode_recipe({}, recipe, ownership);
    for (std::uint32_t rank = 1; rank < transport.size(); ++rank) {
        transport.send(RankId{rank}, deploy_type, body);
    }
}

void await_deployed(comm::Transport& transport)
{
    std::vector<comm::Message> messages;
    while (messages.size() + 1 < transport.size()) {
        transport.poll(messages);
    }
}

void deploy(comm::Transport& transport)
{
    SystemClock const clock;
    runtime::NodeOptions options;
    options.runner.data_folder = options.runner.session_folder = options.runner.scratch_folder =
        std::filesystem::temp_directory_path();
    runtime::Node node{options, transport, clock};
    std::vector<comm::Message> messages;
    while (messages.empty()) {
        transport.poll(messages);
    }
    node.handle(messages.front());
    while (!transport.drained()) {
        transport.poll(messages);
    }
}

/// Peak memory of the ranks so far, put together by \p operation.
double peak_gb(MPI_Op operation)
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    double const mine = static_cast<double>(usage.ru_maxrss) * 1024e-9;
    double result = 0;
    MPI_Reduce(&mine, &result, 1, MPI_DOUBLE, operation, 0, MPI_COMM_WORLD);
    return result;
}

/// Seconds from what \p distribute starts with to node managers that are ready to run.
template <typename Distribute>
double time_deployment(comm::Transport& transport, Distribute const& distribute)
{
    MPI_Barrier(MPI_COMM_WORLD);
    return seconds([&] {
        if (transport.rank() == RankId{0}) {
            distribute();
            await_deployed(transport);
        } else {
            deploy(transport);
        }
    });
}

/// From a logical graph of \p drops drops to two node managers that are ready to run it.
void measure_templates(std::uint64_t drops, comm::Transport& transport)
{
    translate::GraphRecipe recipe{drawing(drops / 4), "bench.graph", {}, {}};
    double const time =
        time_deployment(transport, [&] { distribute_templates(recipe, transport); });
    double const memory = peak_gb(MPI_SUM);
    if (transport.rank() == RankId{0}) {
        auto const size = std::to_string(drops / 1'000'000) + "M";
        // The peer is DALiuGE's translator at its best, 20 us a drop, which has then deployed
        // nothing.
        print(
            {"logical graph of " + size + " drops to runnable, 2 node managers (must: 1 s per 10M)",
             time,
             20e-6 * static_cast<double>(drops),
             {},
             "s"});
        print({"peak memory of all ranks for " + size + " drops, per drop",
               memory * 1e9 / static_cast<double>(drops),
               {},
               {},
               "bytes"});
    }
}

}  // namespace
}  // namespace atl::bench

int main(int argc, char** argv)
{
    using namespace atl::bench;
    atl::comm::MpiWorld world{argc, argv};
    auto const transport = world.transport();
    bool const island = world.rank() == atl::RankId{0};
    auto const millions = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10;
    measure_templates(millions * 1'000'000, *transport);
    auto const file = graph_file();
    if (island) {
        write_graph(file);
    }
    double const time = time_deployment(*transport, [&] { distribute(file, *transport); });
    double const memory = peak_gb(MPI_MAX);
    if (island) {
        // The floor is reading the file's bytes, which are in the page cache.
        double const floor = seconds([&] {
            std::vector<char> text(std::filesystem::file_size(file));
            std::FILE* const in = std::fopen(file.c_str(), "r");
            static_cast<void>(std::fread(text.data(), 1, text.size(), in));
            std::fclose(in);
        });
        std::filesystem::remove(file);
        print({"load + partition + deploy 1M drops from JSON, 2 node managers (must: 10 s)",
               time,
               {},
               floor,
               "s"});
        print({"peak memory of a rank while doing so (must: 3 GB)", memory, {}, {}, "GB"});
    }
    return 0;
}
