#pragma once

#include <filesystem>
#include <memory>

#include "drops/data_kind.hpp"

namespace atl::drops {

/// Where the content of a memory drop lies.
enum class MemoryBacking : std::uint8_t {
    heap,     ///< In the engine; a file in memory is made when a process wants to read it.
    segment,  ///< In a file in memory from the start, as shared memory.
};

/// What all memory drops of a template have in common.
struct MemoryRule {
    MemoryBacking backing{MemoryBacking::heap};
    AfterUse after_use{AfterUse::free_memory};
    Payload initial;  ///< Content of drops that no app writes.
    bool has_initial{false};
    std::filesystem::path scratch_folder;
    std::filesystem::path spill_folder;  ///< For files that find no room there; empty: none.
};

/// Memory and shared memory drops.
///
/// Every file that it makes lies in the scratch folder, under a name that contains the drop's uid,
/// and goes with the content.
class MemoryData final : public DataKind {
  public:
    explicit MemoryData(MemoryRule rule) : rule_(std::move(rule)) {}

    [[nodiscard]] std::unique_ptr<Content> make(ContentRequest const& request) const override;
    [[nodiscard]] Carriage carriage(Standing standing) const noexcept override;
    [[nodiscard]] AfterUse after_use() const noexcept override { return rule_.after_use; }
    [[nodiscard]] bool has_path() const noexcept override { return false; }
    [[nodiscard]] bool empty_by_default() const noexcept override;

  private:
    MemoryRule rule_;
};

}  // namespace atl::drops
