#include <algorithm>
#include <chrono>
#include <thread>

#include "drops/apps/copy_inputs.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

using Clock = std::chrono::steady_clock;

/// How long a cancelled sleeper may go on.
constexpr std::chrono::milliseconds longest_nap{50};

/// Sleeps for \p seconds. \returns false when the session was cancelled meanwhile.
[[nodiscard]] bool sleep_for(double seconds, AppContext const& context)
{
    constexpr double longest = 100.0 * 365 * 24 * 3600;
    auto const span = std::chrono::duration<double>{std::min(seconds, longest)};
    auto const end = Clock::now() + std::chrono::duration_cast<Clock::duration>(span);
    for (auto now = Clock::now(); now < end; now = Clock::now()) {
        if (context.cancelled()) {
            return false;
        }
        std::this_thread::sleep_for(std::min<Clock::duration>(longest_nap, end - now));
    }
    return true;
}

enum class After : std::uint8_t { nothing, copy };

class Sleep final : public AppDrop {
  public:
    Sleep(graph::DropSpec const& spec, After after)
        : time_(spec, "sleep_time", PyValue::integer(0)), after_(after)
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        // As in DALiuGE, what is no number is no time.
        auto const seconds = time_.value(context).as_number().value_or(0);
        if (seconds > 0 && !sleep_for(seconds, context)) {
            return AppResult::failure("the session was cancelled while the app slept");
        }
        if (after_ == After::copy) {
            copy_inputs(context);
        }
        return AppResult::success();
    }

  private:
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
