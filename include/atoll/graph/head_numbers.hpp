#pragma once

#include <cstdint>
#include <vector>

#include "atoll/core/ids.hpp"

namespace atl::graph {

/// The number of each drop's head, the part of the oid that drops of one node of a drawing share:
/// kept for each template as long as the drops of every template have one head in common, else for
/// each drop.
class HeadNumbers {
  public:
    /// Adds that of a new drop. \p template_of  templates of all drops, the new one's last.
    void add(std::vector<TemplateId> const& template_of, std::uint32_t head);
    void shrink_to_fit() { numbers_.shrink_to_fit(); }

    [[nodiscard]] std::uint32_t get(DropId drop, TemplateId drop_template) const noexcept
    {
        return numbers_[by_template_ ? drop_template.index() : drop.index()];
    }

  private:
    void count_by_drop(std::vector<TemplateId> const& template_of);

    std::vector<std::uint32_t> numbers_;  // [templates], or [drops]
    bool by_template_{true};
};

}  // namespace atl::graph
