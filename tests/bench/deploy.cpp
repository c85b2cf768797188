// From a physical graph's JSON on disk to two node managers that are ready to run it: read, place,
// split, send, deploy.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <mpi.h>
#include <sys/resource.h>
#include <unistd.h>

#include "atoll/comm/mpi_world.hpp"
#include "atoll/core/clock.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/translate/partition.hpp"

#include "bench/harness.hpp"
#include "runtime/node.hpp"

namespace atl::bench {
namespace {

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
        comm::ByteWriter out;
        out.put(std::int64_t{0});
        out.put_bytes(graph::write_part(parts[rank]));
        transport.send(RankId{rank},
                       static_cast<std::uint16_t>(manager::MessageType::deploy),
                       std::move(out).take());
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

double peak_gb()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    double const mine = static_cast<double>(usage.ru_maxrss) * 1024e-9;
    double most = 0;
    MPI_Reduce(&mine, &most, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    return most;
}

}  // namespace
}  // namespace atl::bench

int main(int argc, char** argv)
{
    using namespace atl::bench;
    atl::comm::MpiWorld world{argc, argv};
    auto const transport = world.transport();
    bool const island = world.rank() == atl::RankId{0};
    auto const file = graph_file();
    if (island) {
        write_graph(file);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    double const time = seconds([&] {
        if (island) {
            distribute(file, *transport);
            await_deployed(*transport);
        } else {
            deploy(*transport);
        }
    });
    double const memory = peak_gb();
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
