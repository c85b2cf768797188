#pragma once

#include <filesystem>
#include <string>

#include "drops/data_kind.hpp"

namespace atl::drops {

/// Drops whose content stands in the graph: environment variables, parameter sets. Every rank makes
/// it from the template by itself; what apps write to it is refused.
class FixedData final : public DataKind {
  public:
    FixedData(Payload content, std::filesystem::path scratch_folder)
        : content_(std::move(content)), scratch_folder_(std::move(scratch_folder))
    {
    }

    [[nodiscard]] std::unique_ptr<Content> make(ContentRequest const& request) const override;
    [[nodiscard]] Carriage carriage(Standing standing) const noexcept override;
    [[nodiscard]] AfterUse after_use() const noexcept override { return AfterUse::free_memory; }
    [[nodiscard]] bool has_path() const noexcept override { return false; }
    [[nodiscard]] bool empty_by_default() const noexcept override { return false; }

  private:
    Payload content_;
    std::filesystem::path scratch_folder_;
};

}  // namespace atl::drops
