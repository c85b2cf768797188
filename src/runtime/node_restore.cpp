#include "runtime/node_restore.hpp"

#include <algorithm>

#include "atoll/core/log.hpp"

#include "runtime/restored_states.hpp"

namespace atl::runtime {
namespace {

bool is_announced(RankParts const& rank, std::uint32_t drop, RestoredDrop const& restored)
{
    return rank.part.drop_template(drop).kind == DropKind::data &&
           restored.state == DropState::completed && rank.runner.announces(drop);
}

}  // namespace

void NodeRestore::take(RankParts const& rank, comm::Message const& message)
{
    auto drops = decode_restored(message.body, rank.part);
    auto const kept = std::count_if(drops.begin(),
                                    drops.begin() + rank.part.owned,
                                    [](RestoredDrop const& drop) { return drop.kept(); });
    log::info("runtime", "{} of {} drops keep the state they had", kept, rank.part.owned);
    auto heard = drops;
    for (std::uint32_t drop = 0; drop < rank.part.size(); ++drop) {
        if (!is_announced(rank, drop, drops[drop])) {
            continue;
        }
        if (drop < rank.part.owned) {
            announced_.push_back(drop);
        } else {
            heard[drop] = {};
        }
    }
    rank.engine.restore(heard);
    rank.runner.restore(drops);
}

void NodeRestore::announce(RankParts const& rank)
{
    for (auto const drop : announced_) {
        auto const begin = rank.part.remote_offsets[drop];
        auto const count = rank.part.remote_offsets[drop + std::size_t{1}] - begin;
        for (auto const target : std::span{rank.part.remotes}.subspan(begin, count)) {
            static_cast<void>(rank.carrier.offer(drop, target));
        }
    }
    announced_.clear();
}

}  // namespace atl::runtime
