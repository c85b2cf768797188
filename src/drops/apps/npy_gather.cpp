#include <array>
#include <optional>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/apps/array_math.hpp"
#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

/// What a name of numpy's functions asks for.
struct Method {
    std::string_view name;
    Reduction reduction;
    bool reduces_each_input;
};

constexpr std::array methods{
    Method{"sum", Reduction::sum, true},
    Method{"prod", Reduction::product, true},
    Method{"max", Reduction::maximum, true},
    Method{"min", Reduction::minimum, true},
    Method{"add", Reduction::sum, false},
    Method{"multiply", Reduction::product, false},
    Method{"maximum", Reduction::maximum, false},
    Method{"minimum", Reduction::minimum, false},
};

[[nodiscard]] Method method_called(std::string_view name)
{
    for (auto const& method : methods) {
        if (method.name == name) {
            return method;
        }
    }
    throw Error{ErrorKind::invalid_graph,
                fmt::format("parameter 'function' is '{}'", name),
                "must be one of: sum, prod, max, min, add, multiply, maximum, minimum"};
}

class NpyGather final : public AppDrop {
  public:
    explicit NpyGather(graph::DropSpec const& spec)
        : function_(spec, "function", PyValue::text("sum")),
          axes_(spec, "reduce_axes", PyValue::text("None"))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto const method = method_called(function_.text(context));
        auto axes = axes_.value(context);
        if (auto const* const text = axes.as_text()) {
            axes = parse_literal(*text);
        }
        std::optional<NdArray> result;
        for (auto const* const input : context.inputs()) {
            auto const is_parameter = input->port() == "function" || input->port() == "reduce_axes";
            if (!input->available() || is_parameter) {
                continue;
            }
            auto array = to_array(read_value("npy", *input));
            if (method.reduces_each_input) {
                array = reduce(array, method.reduction, parse_axes(axes, array.shape.size()));
            }
            result = result ? combine(*result, array, method.reduction) : std::move(array);
        }
        if (!result) {
            return AppResult::failure("no input has content; at least one array is needed");
        }
        put_to_all(context, write_npy(*result));
        return AppResult::success();
    }

  private:
    Parameter function_;
    Parameter axes_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_npy_gather(AppRecipe const& recipe)
{
    return std::make_unique<NpyGather const>(recipe.spec);
}

}  // namespace atl::drops
