#include <fmt/format.h>

#include "atoll/drops/codec.hpp"

#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

/// Name of the output drops that get what is left.
constexpr std::string_view rest_name = "rest_array";

class PickOne final : public AppDrop {
  public:
    explicit PickOne(graph::DropSpec const& spec) : spec_(spec) {}

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        if (context.inputs().empty()) {
            return AppResult::failure("the app has no input; it needs a list or an array");
        }
        auto const& input = *context.inputs()[0];
        auto const value = read_value(encoding_of(spec_, input.port()), input);
        if (value.as_sequence() == nullptr && value.as_array() == nullptr) {
            return AppResult::failure(fmt::format(
                "'{}' holds a {}; a list or an array is expected", input.uid(), value.type_name()));
        }
        auto array = to_array(value);
        if (array.shape.empty()) {
            array.shape = {1};
        }
        auto const count = array.shape[0];
        auto const first = make_payload(write_pickle(count > 0 ? element(array, 0) : PyValue{}));
        auto const left = count > 0 ? slice(array, 1, count - 1) : array;
        auto const rest = make_payload(write_pickle(PyValue::array(left)));
        for (auto* const output : context.outputs()) {
            output->put(output->name() == rest_name ? rest : first);
        }
        return AppResult::success();
    }

  private:
    graph::DropSpec spec_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_pick_one(AppRecipe const& recipe)
{
    return std::make_unique<PickOne const>(recipe.spec);
}

}  // namespace atl::drops
