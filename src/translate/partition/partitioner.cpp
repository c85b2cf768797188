#include "atoll/translate/partitioner.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"

#include "translate/partition/as_given_partitioner.hpp"
#include "translate/partition/auto_partitioner.hpp"
#include "translate/partition/metis_partitioner.hpp"
#include "translate/partition/min_num_parts_partitioner.hpp"
#include "translate/partition/mysarkar_partitioner.hpp"
#include "translate/partition/none_partitioner.hpp"
#include "translate/partition/pso_partitioner.hpp"
#include "translate/partition/round_robin_partitioner.hpp"
#include "translate/partition/template_partitioner.hpp"

namespace atl::translate {
namespace {

template <typename T>
[[nodiscard]] std::unique_ptr<Partitioner> make()
{
    return std::make_unique<T>();
}

constexpr std::array<std::string_view, 9> names{"auto",
                                                "metis",
                                                "mysarkar",
                                                "min_num_parts",
                                                "pso",
                                                "none",
                                                "template",
                                                "round-robin",
                                                "as-given"};
constexpr std::array makers{&make<AutoPartitioner>,
                            &make<MetisPartitioner>,
                            &make<MySarkarPartitioner>,
                            &make<MinNumPartsPartitioner>,
                            &make<PsoPartitioner>,
                            &make<NonePartitioner>,
                            &make<TemplatePartitioner>,
                            &make<RoundRobinPartitioner>,
                            &make<AsGivenPartitioner>};
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
