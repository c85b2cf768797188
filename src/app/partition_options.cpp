#include "app/partition_options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"
#include "atoll/core/units.hpp"

#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;
using translate::PartitionRequest;

/// A parameter of DALiuGE's partitioners: takes a number that is at least `least`.
struct Parameter {
    std::string_view name;
    double least;
    double most;
    void (*set)(PartitionRequest& request, double value);  ///< nullptr: it has no effect here.
};

[[nodiscard]] std::uint32_t count_of(double value)
{
    return static_cast<std::uint32_t>(value);
}

constexpr double any_count = 1e9;

constexpr std::array parameters{
    Parameter{"max_cpu",
              1,
              any_count,
              [](PartitionRequest& r, double v) { r.max_parallelism = count_of(v); }},
    Parameter{"deadline", 0, 1e18, [](PartitionRequest& r, double v) { r.deadline = v; }},
    Parameter{
        "topk", 1, any_count, [](PartitionRequest& r, double v) { r.top_edges = count_of(v); }},
    Parameter{"swarm_size",
              1,
              any_count,
              [](PartitionRequest& r, double v) { r.swarm_size = count_of(v); }},
    Parameter{"min_goal",
              0,
              1,
              [](PartitionRequest& r, double v) {
                  r.goal = v == 0 ? translate::CutGoal::edges : translate::CutGoal::volume;
              }},
    Parameter{"ptype",
              0,
              1,
              [](PartitionRequest& r, double v) {
                  r.scheme = v == 0 ? translate::CutScheme::k_way
                                    : translate::CutScheme::recursive_bisection;
              }},
    Parameter{"max_load_imb",
              0,
              100,
              [](PartitionRequest& r, double v) { r.imbalance = std::max(1.0, 101 - v) / 1000; }},
    Parameter{"max_mem", 0, 1e18, nullptr},
    Parameter{"time_greedy", 0, 100, nullptr},
};

[[nodiscard]] Parameter const& find_parameter(std::string_view name)
{
    auto const* const found = std::ranges::find(parameters, name, &Parameter::name);
    if (found == parameters.end()) {
        std::array<std::string_view, parameters.size()> names;
        std::ranges::transform(parameters, names.begin(), &Parameter::name);
        throw Error{
            ErrorKind::usage,
            fmt::format(
                "-A: unknown parameter '{}' (must be one of: {})", name, fmt::join(names, ", ")),
            did_you_mean(name, names)};
    }
    return *found;
}

void apply(std::string const& text, PartitionRequest& request, Diagnostics& notes)
{
    auto const equals = text.find('=');
    if (equals == std::string::npos) {
        throw Error{ErrorKind::usage, fmt::format("-A '{}' is not of the form name=value", text)};
    }
    auto const& parameter = find_parameter(std::string_view{text}.substr(0, equals));
    double value = 0;
    auto const* const end = text.data() + text.size();
    auto const read = std::from_chars(text.data() + equals + 1, end, value);
    if (read.ec != std::errc{} || read.ptr != end || !(value >= parameter.least) ||
        !(value <= parameter.most)) {
        throw Error{ErrorKind::usage,
                    fmt::format("-A '{}': the value must be a number from {} to {}",
                                text,
                                parameter.least,
                                parameter.most)};
    }
    if (parameter.set == nullptr) {
        notes.note("-A", fmt::format("'{}' has no effect here", parameter.name));
    } else {
        parameter.set(request, value);
    }
}

}  // namespace

void add_algorithm_options(po::options_description& options, AlgorithmArguments& arguments)
{
    auto add = options.add_options();
    add("algorithm,a",
        po::value(&arguments.algorithm)->value_name("NAME"),
        "auto (default), metis, mysarkar, min_num_parts, pso, none, template, round-robin or "
        "as-given");
    add("algo-param,A",
        po::value(&arguments.parameters)->value_name("NAME=VALUE"),
        "parameter of the algorithm, as in DALiuGE; may be repeated");
    add("seed", po::value(&arguments.seed)->value_name("N"), "same seed, same result (default 1)");
    add("cores",
        po::value(&arguments.cores)->value_name("N"),
        "cores of each node that is planned for (default 1)");
    add("bandwidth",
        po::value(&arguments.bandwidth)->value_name("SIZE"),
        "what a node sends in a second (default 1.25GB)");
    add("latency",
        po::value(&arguments.latency)->value_name("TIME"),
        "what a transfer takes beside that (default 50us)");
}

PartitionRequest partition_request(AlgorithmArguments const& arguments, Diagnostics& notes)
{
    PartitionRequest request;
    request.seed = checked_count(arguments.seed, 1, "--seed");
    request.cores = checked_count(arguments.cores, 1, "--cores");
    auto const bandwidth = parse_bytes(arguments.bandwidth);
    if (!bandwidth || bandwidth->count == 0) {
        throw Error{
            ErrorKind::usage,
            fmt::format("--bandwidth '{}' is not a size such as '1.25GB'", arguments.bandwidth)};
    }
    request.bandwidth = static_cast<double>(bandwidth->count);
    auto const latency = parse_timedelta(arguments.latency);
    if (!latency || latency->count < 0) {
        throw Error{ErrorKind::usage,
                    fmt::format("--latency '{}' is not a time such as '50us'", arguments.latency)};
    }
    request.latency = latency->count;
    for (auto const& parameter : arguments.parameters) {
        apply(parameter, request, notes);
    }
    return request;
}

std::uint32_t default_parts(std::string const& algorithm)
{
    constexpr std::array<std::string_view, 3> choose_themselves{"mysarkar", "min_num_parts", "pso"};
    return std::ranges::find(choose_themselves, algorithm) == choose_themselves.end() ? 1 : 0;
}

}  // namespace atl::app
