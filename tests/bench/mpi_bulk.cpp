// Large content from one rank to another through the transport, beside a plain MPI send and receive
// of the same size.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <mpi.h>

#include "atoll/comm/mpi_world.hpp"

#include "bench/harness.hpp"

namespace atl::bench {
namespace {

constexpr int rounds = 9;
constexpr int transfers = 8;

double plain(std::vector<std::byte>& content, bool sender)
{
    auto const size = static_cast<int>(content.size());
    MPI_Barrier(MPI_COMM_WORLD);
    return seconds([&] {
        for (int i = 0; i < transfers; ++i) {
            if (sender) {
                MPI_Send(content.data(), size, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
            } else {
                MPI_Recv(content.data(), size, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            }
        }
        MPI_Barrier(MPI_COMM_WORLD);
    });
}

/// As the runtime does it: the receiver makes room, asks, and the content comes straight into it.
double pulled(comm::Transport& transport, std::shared_ptr<std::vector<std::byte>> const& content)
{
    bool const sender = transport.rank() == RankId{0};
    std::vector<comm::Message> messages;
    MPI_Barrier(MPI_COMM_WORLD);
    return seconds([&] {
        int left = transfers;
        bool asked = false;
        while (left > 0 || !transport.drained()) {
            if (!sender && !asked && left > 0) {
                asked = true;
                transport.receive_bulk(RankId{0}, 1, *content, [&] {
                    asked = false;
                    --left;
                });
                transport.send(RankId{0}, 1, {});
            }
            messages.clear();
            transport.poll(messages);
            for (std::size_t i = 0; sender && i < messages.size(); ++i) {
                transport.send_bulk(RankId{1}, 1, *content, content);
                --left;
            }
        }
        MPI_Barrier(MPI_COMM_WORLD);
    });
}

}  // namespace
}  // namespace atl::bench

int main(int argc, char** argv)
{
    using namespace atl::bench;
    atl::comm::MpiWorld world{argc, argv};
    auto const transport = world.transport();
    bool const sender = world.rank() == atl::RankId{0};
    for (std::size_t const size :
         {std::size_t{1} << 20U, std::size_t{16} << 20U, std::size_t{256} << 20U}) {
        auto const content = std::make_shared<std::vector<std::byte>>(size);
        std::vector<double> ours;
        std::vector<double> floor;
        for (int round = 0; round < rounds; ++round) {
            floor.push_back(plain(*content, sender));
            ours.push_back(pulled(*transport, content));
        }
        auto const rate = [&](double time) {
            return transfers * static_cast<double>(size) / time * 1e-9;
        };
        if (sender) {
            print({"content of " + std::to_string(size >> 20U) +
                       " MiB between 2 ranks (floor: MPI_Send)",
                   rate(median(ours)),
                   {},
                   rate(median(floor)),
                   "GB/s, more is better"});
        }
    }
    return 0;
}
