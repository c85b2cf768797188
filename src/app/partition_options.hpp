#pragma once

#include <string>
#include <vector>

#include <boost/program_options.hpp>

#include "atoll/translate/partitioner.hpp"

namespace atl::app {

/// The options about partitioning that several subcommands share.
struct AlgorithmArguments {
    std::string algorithm{"auto"};
    std::vector<std::string> parameters;  ///< name=value, with DALiuGE's names.
    int seed{1};
    int cores{1};
    std::string bandwidth{"1.25GB"};  ///< Each second.
    std::string latency{"50us"};
};

/// Adds `--algorithm`, `--algo-param`, `--seed`, `--cores`, `--bandwidth` and `--latency` to \p
/// options; \p arguments must outlive it.
void add_algorithm_options(boost::program_options::options_description& options,
                           AlgorithmArguments& arguments);

/// What \p arguments ask for, without the number of parts. What has no effect goes to \p notes.
/// \throws Error{usage} naming the option or parameter that is wrong.
[[nodiscard]] translate::PartitionRequest partition_request(AlgorithmArguments const& arguments,
                                                            Diagnostics& notes);

/// Parts to make when the user does not say: what the algorithm finds best (0), or 1.
[[nodiscard]] std::uint32_t default_parts(std::string const& algorithm);

}  // namespace atl::app
