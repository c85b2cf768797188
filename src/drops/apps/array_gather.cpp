#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] PyValue value_or_bytes(Payload const& content)
{
    try {
        return decode("dill", content.bytes());
    } catch (Error const&) {
        return PyValue::bytes(std::string{content.text()});
    }
}

class ArrayGather final : public AppDrop {
  public:
    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        PyValue::Items values;
        for (auto const* const input : context.inputs()) {
            if (input->available()) {
                values.push_back(value_or_bytes(input->read()));
            }
        }
        put_to_all(context, write_pickle(PyValue::list(std::move(values))));
        return AppResult::success();
    }
};

}  // namespace

std::unique_ptr<AppDrop const> make_array_gather(AppRecipe const& /*recipe*/)
{
    return std::make_unique<ArrayGather const>();
}

}  // namespace atl::drops
