#include "atoll/core/error.hpp"

#include "drops/apps/copy_inputs.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/nap.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

enum class After : std::uint8_t { nothing, copy };

class Sleep final : public AppDrop {
  public:
    Sleep(graph::DropSpec const& spec, After after)
        : time_(spec, "sleep_time", PyValue::integer(0)), after_(after)
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto const seconds = time(context);
        if (seconds > 0 && !sleep_for(seconds, context)) {
            return AppResult::failure("the app was cancelled while it slept");
        }
        if (after_ == After::copy) {
            copy_inputs(context);
        }
        return AppResult::success();
    }

  private:
    /// As in DALiuGE, what is no number, or cannot be read, is no time.
    [[nodiscard]] double time(AppContext const& context) const
    {
        try {
            return time_.value(context).as_number().value_or(0);
        } catch (Error const&) {
            return 0;
        }
    }

    Parameter time_;
    After after_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_sleep(AppRecipe const& recipe)
{
    return std::make_unique<Sleep const>(recipe.spec, After::nothing);
}

std::unique_ptr<AppDrop const> make_sleep_and_copy(AppRecipe const& recipe)
{
    return std::make_unique<Sleep const>(recipe.spec, After::copy);
}

}  // namespace atl::drops
