#include "atoll/comm/mpi_world.hpp"

#include <array>

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

std::unique_ptr<Transport> MpiWorld::transport()
{
    return std::make_unique<MpiTransport>(rank_, size_);
}

}  // namespace atl::comm
