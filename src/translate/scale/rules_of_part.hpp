#pragma once

#include <memory>
#include <string>

#include "atoll/graph/part.hpp"

#include "translate/scale/part_index.hpp"

namespace atl::translate {

/// What a part made by expand_part() computes instead of keeping it.
class RulesOfPart final : public graph::PartRules {
  public:
    /// \p ownership is what \p index was made of and outlives the object with it.
    RulesOfPart(std::shared_ptr<TemplateGraph const> graph,
                std::shared_ptr<Ownership const> ownership,
                PartIndex index);

    void visit_inputs(std::uint32_t owned, Visitor const& visit) const override;
    void visit_outputs(std::uint32_t owned, Visitor const& visit) const override;
    [[nodiscard]] std::uint32_t input_count(std::uint32_t owned) const override;
    [[nodiscard]] std::vector<std::uint32_t> input_counts() const override;
    [[nodiscard]] DropId drop(std::uint32_t local) const override;
    [[nodiscard]] std::string oid(std::uint32_t local) const override;
    [[nodiscard]] std::string iid(std::uint32_t local) const override;

  private:
    std::shared_ptr<TemplateGraph const> graph_;
    std::shared_ptr<Ownership const> ownership_;
    PartIndex index_;
};

}  // namespace atl::translate
