#include "drops/apps/copy_inputs.hpp"
#include "drops/apps/factories.hpp"

namespace atl::drops {
namespace {

/// CopyApp and GenericGatherApp: both join the bytes of all inputs.
class Copy final : public AppDrop {
  public:
    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        copy_inputs(context);
        return AppResult::success();
    }
};

}  // namespace

std::unique_ptr<AppDrop const> make_copy(AppRecipe const& /*recipe*/)
{
    return std::make_unique<Copy const>();
}

}  // namespace atl::drops
