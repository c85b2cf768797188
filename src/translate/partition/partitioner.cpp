#include "atoll/translate/partitioner.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"

#include "translate/partition/as_given_partitioner.hpp"
#include "translate/partition/metis_partitioner.hpp"
#include "translate/partition/round_robin_partitioner.hpp"

namespace atl::translate {
namespace {

template <typename T>
[[nodiscard]] std::unique_ptr<Partitioner> make()
{
    return std::make_unique<T>();
}

constexpr std::array<std::string_view, 3> names{"metis", "round-robin", "as-given"};
constexpr std::array makers{
    &make<MetisPartitioner>, &make<RoundRobinPartitioner>, &make<AsGivenPartitioner>};
static_assert(names.size() == makers.size());

}  // namespace

std::span<std::string_view const> partitioner_names() noexcept
{
    return names;
}

std::unique_ptr<Partitioner> make_partitioner(std::string_view name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            return makers[i]();
        }
    }
    throw Error{
        ErrorKind::usage,
        fmt::format(
            "unknown partition algorithm '{}' (must be one of: {})", name, fmt::join(names, ", ")),
        did_you_mean(name, names)};
}

}  // namespace atl::translate
