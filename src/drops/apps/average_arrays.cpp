#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/apps/array_math.hpp"
#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

/// The rows of all inputs, one after the other.
struct Rows {
    std::vector<std::size_t> shape;  ///< Of one row.
    std::vector<double> numbers;
    bool empty{true};
};

void add_rows(Rows& rows, PyValue const& value, Input const& input)
{
    auto array = to_array(value);
    if (array.shape.empty()) {
        array.shape = {1};
    }
    std::vector<std::size_t> const row_shape{array.shape.begin() + 1, array.shape.end()};
    if (!rows.empty && rows.shape != row_shape) {
        throw Error{
            ErrorKind::io,
            fmt::format("the elements of '{}' have another shape than those before", input.uid()),
            "all elements of all inputs need the same shape"};
    }
    rows.shape = row_shape;
    rows.empty = false;
    for (std::size_t index = 0; index < array.size(); ++index) {
        auto const number = number_at(array, index);
        if (!number) {
            throw Error{
                ErrorKind::io,
                fmt::format("'{}' holds items of type '{}'", input.uid(), short_name(array.dtype)),
                "only real numbers can be averaged"};
        }
        rows.numbers.push_back(*number);
    }
}

class AverageArrays final : public AppDrop {
  public:
    explicit AverageArrays(graph::DropSpec const& spec)
        : spec_(spec), method_(spec, "method", PyValue::text("mean"))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        if (context.inputs().empty() || context.outputs().empty()) {
            return AppResult::failure("the app needs at least one input and one output");
        }
        auto const method = method_.text(context);
        if (method != "mean" && method != "median") {
            return AppResult::failure(
                fmt::format("parameter 'method' is '{}' (must be mean or median)", method));
        }
        Rows rows;
        for (auto const* const input : context.inputs()) {
            if (input->port() != "method" && input->available() && input->read().size() > 0) {
                add_rows(rows, read_value(encoding_of(spec_, input->port()), *input), *input);
            }
        }
        std::size_t const width = *item_count(rows.shape, 1);
        auto averages = make_array(
            average_rows(rows.numbers, width, method == "mean" ? Average::mean : Average::median));
        averages.shape = rows.shape;
        put_to_all(context,
                   write_pickle(rows.shape.empty() ? item(averages, 0)
                                                   : PyValue::array(std::move(averages))));
        return AppResult::success();
    }

  private:
    graph::DropSpec spec_;
    Parameter method_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_average_arrays(AppRecipe const& recipe)
{
    return std::make_unique<AverageArrays const>(recipe.spec);
}

}  // namespace atl::drops
