#include "atoll/graph/part.hpp"

#include "graph/iid.hpp"

namespace atl::graph {
namespace {

std::string_view tail_of(Part const& part, std::uint32_t local)
{
    auto const begin = part.tail_offsets[local];
    return {part.tails.data() + begin, part.tail_offsets[local + std::size_t{1}] - begin};
}

}  // namespace

std::string Part::oid(std::uint32_t local) const
{
    return rules ? rules->oid(local) : heads[head_of[local]] + std::string{tail_of(*this, local)};
}

std::string Part::iid(std::uint32_t local) const
{
    return rules ? rules->iid(local) : std::string{index_path(tail_of(*this, local))};
}

std::vector<std::uint32_t> Part::input_counts() const
{
    if (rules) {
        return rules->input_counts();
    }
    std::vector<std::uint32_t> counts(owned);
    for (std::uint32_t local = 0; local < owned; ++local) {
        counts[local] = input_count(local);
    }
    return counts;
}

std::optional<std::uint32_t> Part::find_owned(DropId wanted) const
{
    std::uint32_t low = 0;
    std::uint32_t high = owned;
    while (low < high) {
        auto const middle = low + (high - low) / 2;
        if (drop(middle) < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < owned && drop(low) == wanted ? std::optional{low} : std::nullopt;
}

std::string_view Part::body(std::uint32_t template_index) const noexcept
{
    auto const begin = body_begin[template_index];
    return {texts.data() + begin, body_begin[template_index + std::size_t{1}] - begin};
}

void Part::add_template(DropTemplate const& properties, std::string_view body)
{
    templates.push_back(properties);
    texts.insert(texts.end(), body.begin(), body.end());
    body_begin.push_back(texts.size());
}

}  // namespace atl::graph
