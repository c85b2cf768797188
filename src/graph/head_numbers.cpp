#include "atoll/graph/head_numbers.hpp"

#include <limits>
#include <utility>

namespace atl::graph {
namespace {

constexpr auto no_head = std::numeric_limits<std::uint32_t>::max();

}  // namespace

void HeadNumbers::add(std::vector<TemplateId> const& template_of, std::uint32_t head)
{
    if (by_template_) {
        auto const last = template_of.back().index();
        if (last >= numbers_.size()) {
            numbers_.resize(last + 1, no_head);
        }
        auto& known = numbers_[last];
        if (known == no_head || known == head) {
            known = head;
            return;
        }
        count_by_drop(template_of);
    }
    numbers_.push_back(head);
}

void HeadNumbers::count_by_drop(std::vector<TemplateId> const& template_of)
{
    std::vector<std::uint32_t> numbers;
    numbers.reserve(template_of.capacity());
    for (std::size_t drop = 0; drop + 1 < template_of.size(); ++drop) {
        numbers.push_back(numbers_[template_of[drop].index()]);
    }
    numbers_ = std::move(numbers);
    by_template_ = false;
}

}  // namespace atl::graph
