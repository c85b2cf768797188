#include "atoll/comm/mpi_world.hpp"

#include <array>
#include <numeric>

#include <mpi.h>

#include "atoll/core/error.hpp"

#include "comm/mpi_transport.hpp"

namespace atl::comm {

MpiWorld::MpiWorld(int& argc, char**& argv)
{
    int provided = 0;
    if (MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided) != MPI_SUCCESS) {
        throw Error{ErrorKind::lost_rank, "MPI cannot start in this process"};
    }
    // A peer's death must come back as an error, not end this process.
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    int rank = 0;
    int size = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    rank_ = RankId{static_cast<std::uint32_t>(rank)};
    size_ = static_cast<std::uint32_t>(size);
    std::array<char, MPI_MAX_PROCESSOR_NAME> name{};
    int length = 0;
    MPI_Get_processor_name(name.data(), &length);
    host_.assign(name.data(), static_cast<std::size_t>(length));
}

MpiWorld::~MpiWorld()
{
    if (!abandoned_) {
        MPI_Finalize();
    }
}

std::vector<std::string> MpiWorld::gather(std::string const& own) const
{
    int const size = static_cast<int>(own.size());
    std::vector<int> sizes(size_);
    std::vector<int> places(size_);
    bool well =
        MPI_Allgather(&size, 1, MPI_INT, sizes.data(), 1, MPI_INT, MPI_COMM_WORLD) == MPI_SUCCESS;
    std::exclusive_scan(sizes.begin(), sizes.end(), places.begin(), 0);
    std::string all(static_cast<std::size_t>(places.back() + sizes.back()), ' ');
    well = well && MPI_Allgatherv(own.data(),
                                  size,
                                  MPI_CHAR,
                                  all.data(),
                                  sizes.data(),
                                  places.data(),
                                  MPI_CHAR,
                                  MPI_COMM_WORLD) == MPI_SUCCESS;
    if (!well) {
        throw Error{ErrorKind::lost_rank, "a rank was lost before the session began"};
    }
    std::vector<std::string> texts;
    for (std::uint32_t rank = 0; rank < size_; ++rank) {
        texts.push_back(all.substr(static_cast<std::size_t>(places[rank]),
                                   static_cast<std::size_t>(sizes[rank])));
    }
    return texts;
}

std::unique_ptr<Transport> MpiWorld::transport()
{
    return std::make_unique<MpiTransport>(rank_, size_);
}

}  // namespace atl::comm
