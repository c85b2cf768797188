#include "runtime/unpublished.hpp"

#include <filesystem>
#include <system_error>

#include "atoll/core/log.hpp"
#include "atoll/runtime/leavings.hpp"

namespace atl::runtime {

bool is_to_stay(graph::Part const& part, engine::Engine const& engine, std::uint32_t data)
{
    bool found = false;
    if (part.drop_template(data).kind == DropKind::data) {
        part.for_each_input(data, [&](std::uint32_t app, std::uint16_t) {
            found = found || app >= part.owned ||
                    engine.state(engine::DropIndex{app}) == DropState::finished;
        });
    }
    return found;
}

void clear_up(session::SessionFolder const& folder, std::uint32_t epoch) noexcept
{
    if (epoch > 1) {
        log::info("runtime",
                  "removed {} outputs that were half written when their ranks were lost",
                  remove_leavings(folder.data()));
    }
    std::error_code ignored;  // Ranks and executors may have theirs open still.
    std::filesystem::remove_all(folder.receipts(), ignored);
}

}  // namespace atl::runtime
