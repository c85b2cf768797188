#include <random>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

using Engine = std::mt19937_64;

/// Numbers up to this many are made; more is a mistake in the graph.
constexpr std::int64_t max_size = 1LL << 32U;

[[nodiscard]] NdArray random_integers(Engine& engine, std::size_t size, double low, double high)
{
    auto const first = static_cast<std::int64_t>(low);
    auto const end = static_cast<std::int64_t>(high);
    if (first >= end) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("there is no integer from 'low' ({}) to below 'high' ({})", first, end),
            "'low' must be less than 'high'"};
    }
    std::uniform_int_distribution<std::int64_t> distribution{first, end - 1};
    std::vector<std::int64_t> numbers(size);
    for (auto& number : numbers) {
        number = distribution(engine);
    }
    return make_array(numbers);
}

[[nodiscard]] NdArray random_reals(Engine& engine, std::size_t size, double low, double high)
{
    std::uniform_real_distribution<double> distribution;
    std::vector<double> numbers(size);
    for (auto& number : numbers) {
        number = (distribution(engine) + low) * high;
    }
    return make_array(numbers);
}

class RandomArray final : public AppDrop {
  public:
    explicit RandomArray(graph::DropSpec const& spec)
        : size_(spec, "size", PyValue::integer(100)),
          low_(spec, "low", PyValue::integer(0)),
          high_(spec, "high", PyValue::integer(100)),
          integer_(spec, "integer", PyValue::boolean(true)),
          seed_(spec, "seed", PyValue{})
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        if (context.outputs().empty()) {
            return AppResult::failure("the app has no output; it needs at least one");
        }
        auto const size = size_.integer(context);
        if (size < 0 || size > max_size) {
            return AppResult::failure(
                fmt::format("parameter 'size' is {} (must be 0 to {})", size, max_size));
        }
        auto engine = make_engine(context);
        auto const make = integer_.flag(context) ? random_integers : random_reals;
        auto numbers = make(
            engine, static_cast<std::size_t>(size), low_.number(context), high_.number(context));
        put_to_all(context, write_pickle(PyValue::array(std::move(numbers))));
        return AppResult::success();
    }

  private:
    /// Seeded by the system, or by `seed` and the drop's place in the graph: drops of one node
    /// differ, and a second run gives the same.
    [[nodiscard]] Engine make_engine(AppContext const& context) const
    {
        auto const value = seed_.value(context);
        if (value.is_none()) {
            std::random_device device;
            std::seed_seq seeds{device(), device(), device(), device()};
            return Engine{seeds};
        }
        auto const seed = static_cast<std::uint64_t>(seed_.integer(context));
        std::vector<std::uint32_t> parts{static_cast<std::uint32_t>(seed),
                                         static_cast<std::uint32_t>(seed >> 32U)};
        for (auto const rank : context.ranks()) {
            parts.push_back(static_cast<std::uint32_t>(rank));
        }
        std::seed_seq seeds(parts.begin(), parts.end());
        return Engine{seeds};
    }

    Parameter size_;
    Parameter low_;
    Parameter high_;
    Parameter integer_;
    Parameter seed_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_random_array(AppRecipe const& recipe)
{
    return std::make_unique<RandomArray const>(recipe.spec);
}

}  // namespace atl::drops
