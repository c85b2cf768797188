#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/apps/array_math.hpp"
#include "drops/apps/array_split.hpp"
#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

class NpyScatter final : public AppDrop {
  public:
    explicit NpyScatter(graph::DropSpec const& spec)
        : copies_(spec, "num_of_copies", PyValue::integer(1)),
          axes_(spec, "scatter_axes", PyValue::text("[0]"))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto const inputs = arrays_of(context);
        auto const copies = copies_.integer(context);
        auto const needed = static_cast<std::size_t>(std::max<std::int64_t>(copies, 0));
        if (copies < 1 || needed * inputs.size() > context.outputs().size()) {
            return AppResult::failure(fmt::format(
                "{} arrays in {} pieces each ('num_of_copies') do not fit into {} outputs",
                inputs.size(),
                copies,
                context.outputs().size()));
        }
        auto const axes = axis_values(context);
        for (std::size_t index = 0; index < inputs.size(); ++index) {
            auto const array = to_array(read_value("npy", *inputs[index]));
            auto const& axis_value = axes.at(std::min(index, axes.size() - 1));
            auto const axis = parse_axes(axis_value, array.shape.size()).value_or(std::vector{0UL});
            auto const pieces = array_split(array, needed, axis.at(0));
            for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
                auto* const output = context.outputs()[index * needed + piece];
                output->put(make_payload(write_npy(pieces[piece])));
            }
        }
        return AppResult::success();
    }

  private:
    [[nodiscard]] static std::vector<Input const*> arrays_of(AppContext const& context)
    {
        std::vector<Input const*> arrays;
        for (auto const* const input : context.inputs()) {
            if (input->port() != "num_of_copies" && input->port() != "scatter_axes") {
                arrays.push_back(input);
            }
        }
        return arrays;
    }

    /// One axis for each input; the last one counts for all further inputs.
    [[nodiscard]] PyValue::Items axis_values(AppContext const& context) const
    {
        auto value = axes_.value(context);
        if (auto const* const text = value.as_text()) {
            value = parse_literal(*text);
        }
        auto const* const several = value.as_sequence();
        if (several == nullptr) {
            return {value};
        }
        if (several->empty()) {
            throw Error{ErrorKind::invalid_graph,
                        "parameter 'scatter_axes' is an empty list",
                        "it lists one axis for each input, for instance [0]"};
        }
        return *several;
    }

    Parameter copies_;
    Parameter axes_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_npy_scatter(AppRecipe const& recipe)
{
    return std::make_unique<NpyScatter const>(recipe.spec);
}

}  // namespace atl::drops
