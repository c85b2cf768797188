#include <random>

#include <fmt/format.h>

#include "atoll/drops/codec.hpp"

#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

/// A list of size * size random numbers, made one by one: work for a processor.
class ListAppend final : public AppDrop {
  public:
    explicit ListAppend(graph::DropSpec const& spec) : size_(spec, "size", PyValue::integer(100)) {}

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        constexpr std::int64_t max_size = 10'000;
        auto const size = size_.integer(context);
        if (size < 0 || size > max_size) {
            return AppResult::failure(
                fmt::format("parameter 'size' is {} (must be 0 to {})", size, max_size));
        }
        std::mt19937_64 engine{std::random_device{}()};
        std::uniform_real_distribution<double> distribution;
        PyValue::Items numbers;
        for (std::int64_t count = 0; count < size * size; ++count) {
            numbers.push_back(PyValue::real(distribution(engine)));
        }
        put_to_all(context, write_pickle(PyValue::list(std::move(numbers))));
        return AppResult::success();
    }

  private:
    Parameter size_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_list_append(AppRecipe const& recipe)
{
    return std::make_unique<ListAppend const>(recipe.spec);
}

}  // namespace atl::drops
