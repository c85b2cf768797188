#include <fmt/format.h>

#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

/// Chooses one of two outputs and skips the other; writes nothing.
class Branch final : public AppDrop {
  public:
    explicit Branch(graph::DropSpec const& spec) : result_(spec, "result", PyValue::boolean(true))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto const ways = context.successors();
        if (ways.size() != 2) {
            return AppResult::failure(
                fmt::format("a branch has exactly two outputs (taken, not taken); this one has {}",
                            ways.size()));
        }
        auto result = AppResult::success();
        result.skipped_outputs.push_back(ways[result_.flag(context) ? 1 : 0]);
        return result;
    }

  private:
    Parameter result_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_branch(AppRecipe const& recipe)
{
    return std::make_unique<Branch const>(recipe.spec);
}

}  // namespace atl::drops
