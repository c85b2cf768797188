#pragma once

#include <gtest/gtest.h>
#include <mpi.h>

#include "atoll/comm/mpi_world.hpp"

namespace atl::testing {

/// The world of the running test program; made by run_mpi_tests before the first test.
inline comm::MpiWorld* world = nullptr;

/// Runs all tests on every rank. \returns the worst result of all ranks, so that one failing rank
/// fails the test.
inline int run_mpi_tests(int argc, char** argv)
{
    comm::MpiWorld here{argc, argv};
    world = &here;
    ::testing::InitGoogleTest(&argc, argv);
    int const mine = RUN_ALL_TESTS();
    int worst = mine;
    MPI_Allreduce(&mine, &worst, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    return worst;
}

}  // namespace atl::testing
