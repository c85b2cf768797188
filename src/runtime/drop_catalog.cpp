#include "runtime/drop_catalog.hpp"

#include <algorithm>
#include <utility>

namespace atl::runtime {
namespace {

class ArrayCatalog final : public DropCatalog {
  public:
    ArrayCatalog(graph::PhysicalGraph graph, graph::Placement placement)
        : graph_(std::move(graph)), placement_(std::move(placement))
    {
    }
    std::uint32_t size() const override { return graph_.size(); }
    std::string oid(DropId drop) const override { return graph_.oid(drop); }
    std::size_t longest_oid() const override
    {
        std::size_t longest = 1;
        for (std::uint32_t drop = 0; drop < graph_.size(); ++drop) {
            DropId const id{drop};
            longest = std::max(longest, graph_.oid_head(id).size() + graph_.oid_tail(id).size());
        }
        return longest;
    }
    TemplateId template_of(DropId drop) const override { return graph_.template_of(drop); }
    RankId rank_of(DropId drop) const override { return placement_[drop.index()]; }
    std::uint64_t hash() const override { return graph_.hash(); }
    graph::PhysicalGraph const& templates() const override { return graph_; }

  private:
    graph::PhysicalGraph graph_;
    graph::Placement placement_;
};

class TemplateCatalog final : public DropCatalog {
  public:
    TemplateCatalog(std::shared_ptr<translate::TemplateGraph const> graph,
                    translate::Ownership ownership)
        : graph_(std::move(graph)), ownership_(std::move(ownership))
    {
    }
    std::uint32_t size() const override { return static_cast<std::uint32_t>(graph_->size()); }
    std::string oid(DropId drop) const override { return graph_->oid(drop); }
    std::size_t longest_oid() const override { return graph_->longest_oid(); }
    TemplateId template_of(DropId drop) const override
    {
        return graph_->blocks()[graph_->block_of(drop)].drop_template;
    }
    RankId rank_of(DropId drop) const override
    {
        auto const block = graph_->block_of(drop);
        return ownership_.of(block, drop.value - graph_->blocks()[block].first);
    }
    std::uint64_t hash() const override { return graph_->hash(); }
    graph::PhysicalGraph const& templates() const override { return graph_->representatives(); }

  private:
    std::shared_ptr<translate::TemplateGraph const> graph_;
    translate::Ownership ownership_;
};

}  // namespace

std::unique_ptr<DropCatalog> make_catalog(graph::PhysicalGraph graph, graph::Placement placement)
{
    return std::make_unique<ArrayCatalog>(std::move(graph), std::move(placement));
}

std::unique_ptr<DropCatalog> make_catalog(std::shared_ptr<translate::TemplateGraph const> graph,
                                          translate::Ownership ownership)
{
    return std::make_unique<TemplateCatalog>(std::move(graph), std::move(ownership));
}

}  // namespace atl::runtime
