#pragma once

#include "drops/data_kind.hpp"

namespace atl::drops {

/// Drops without content: events, ends, and data that nobody wants. What is written is thrown away.
class NullData final : public DataKind {
  public:
    [[nodiscard]] std::unique_ptr<Content> make(ContentRequest const& request) const override;
    [[nodiscard]] Carriage carriage(Standing standing) const noexcept override;
    [[nodiscard]] AfterUse after_use() const noexcept override { return AfterUse::free_memory; }
    [[nodiscard]] bool has_path() const noexcept override { return false; }
    [[nodiscard]] bool empty_by_default() const noexcept override { return true; }
};

}  // namespace atl::drops
