#include "graph/text_table.hpp"

#include "graph/text_hash.hpp"

namespace atl::graph {

std::string_view TextTable::operator[](std::uint32_t number) const noexcept
{
    return {letters_.data() + offsets_[number], offsets_[number + 1] - offsets_[number]};
}

std::uint32_t TextTable::add(std::string_view text)
{
    // Neighbours in a graph mostly repeat the text before.
    if (last_ < size() && (*this)[last_] == text) {
        return last_;
    }
    if (2 * offsets_.size() > slots_.size()) {
        grow();
    }
    auto const hash = text_hash(text);
    auto const tag = static_cast<std::uint32_t>(hash >> 32U);
    auto const mask = slots_.size() - 1;
    auto place = hash & mask;
    for (; slots_[place].number_plus_one != 0; place = (place + 1) & mask) {
        auto const number = slots_[place].number_plus_one - 1;
        if (slots_[place].tag == tag && (*this)[number] == text) {
            return last_ = number;
        }
    }
    letters_.insert(letters_.end(), text.begin(), text.end());
    offsets_.push_back(static_cast<std::uint32_t>(letters_.size()));
    slots_[place] = {tag, size()};
    return last_ = size() - 1;
}

void TextTable::grow()
{
    std::vector<Slot> bigger(slots_.empty() ? 64 : 2 * slots_.size());
    auto const mask = bigger.size() - 1;
    for (std::uint32_t number = 0; number < size(); ++number) {
        auto const hash = text_hash((*this)[number]);
        auto place = hash & mask;
        while (bigger[place].number_plus_one != 0) {
            place = (place + 1) & mask;
        }
        bigger[place] = {static_cast<std::uint32_t>(hash >> 32U), number + 1};
    }
    slots_ = std::move(bigger);
}

}  // namespace atl::graph
