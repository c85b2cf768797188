#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/apps/array_split.hpp"
#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

/// The first input that is not there to give a parameter.
[[nodiscard]] Input const& data_input(AppContext const& context)
{
    for (auto const* const input : context.inputs()) {
        if (input->port() != "num_of_copies" && input->port() != "element") {
            return *input;
        }
    }
    throw Error{ErrorKind::invalid_graph, "the app has no input", "it needs an array to cut up"};
}

class Scatter final : public AppDrop {
  public:
    explicit Scatter(graph::DropSpec const& spec)
        : spec_(spec),
          copies_(spec, "num_of_copies", PyValue::integer(1)),
          element_(spec, "element", PyValue::boolean(false))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto const copies = copies_.integer(context);
        auto const outputs = context.outputs();
        if (copies < 1 || static_cast<std::size_t>(copies) > outputs.size()) {
            return AppResult::failure(
                fmt::format("parameter 'num_of_copies' is {}, but the app has {} outputs",
                            copies,
                            outputs.size()));
        }
        auto const& input = data_input(context);
        auto const array = to_array(read_value(encoding_of(spec_, input.port()), input));
        if (array.shape.empty()) {
            return AppResult::failure(
                fmt::format("'{}' holds a single value, which cannot be cut up", input.uid()));
        }
        auto const first_only = element_.flag(context);
        auto const pieces = array_split(array, static_cast<std::size_t>(copies), 0);
        for (std::size_t index = 0; index < pieces.size(); ++index) {
            auto const& piece = pieces[index];
            if (first_only && piece.shape[0] == 0) {
                return AppResult::failure(fmt::format(
                    "there is no element for output {}: the input has {}", index, array.shape[0]));
            }
            outputs[index]->put(
                make_payload(write_pickle(first_only ? element(piece, 0) : PyValue::array(piece))));
        }
        return AppResult::success();
    }

  private:
    graph::DropSpec spec_;
    Parameter copies_;
    Parameter element_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_scatter(AppRecipe const& recipe)
{
    return std::make_unique<Scatter const>(recipe.spec);
}

}  // namespace atl::drops
