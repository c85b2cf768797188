#include "graph/oid_table.hpp"

#include <bit>

#include "graph/text_hash.hpp"

namespace atl::graph {

OidTable::OidTable(std::size_t oids) : slots_(std::bit_ceil(2 * oids + 16))
{
    entries_.reserve(oids);
}

std::uint32_t OidTable::add(std::string_view oid, std::uint32_t place)
{
    auto const hash = wide_text_hash(oid);
    auto const mask = slots_.size() - 1;
    auto slot = hash.word & mask;
    for (; slots_[slot].number_plus_one != 0; slot = (slot + 1) & mask) {
        if (slots_[slot].hash == hash.word && slots_[slot].more_of_hash == hash.more) {
            return slots_[slot].number_plus_one - 1;
        }
    }
    entries_.push_back({undefined, place});
    auto const number = static_cast<std::uint32_t>(entries_.size());
    slots_[slot] = {hash.word, hash.more, number};
    if (3 * entries_.size() > 2 * slots_.size()) {
        grow();
    }
    return number - 1;
}

void OidTable::grow()
{
    std::vector<Slot> bigger(2 * slots_.size());
    auto const mask = bigger.size() - 1;
    for (auto const& old : slots_) {
        if (old.number_plus_one == 0) {
            continue;
        }
        auto slot = old.hash & mask;
        while (bigger[slot].number_plus_one != 0) {
            slot = (slot + 1) & mask;
        }
        bigger[slot] = old;
    }
    slots_ = std::move(bigger);
}

}  // namespace atl::graph
