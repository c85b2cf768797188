#pragma once

#include <filesystem>

#include "drops/data_kind.hpp"
#include "drops/file_path.hpp"

namespace atl::drops {

/// When the folder of a directory drop is made.
enum class FolderCreation : std::uint8_t {
    at_completion,  ///< If no producer has made it by then.
    before_use,     ///< As soon as an app is told its path.
};

/// What all directory drops of a template have in common.
struct DirectoryRule {
    PathRule path;     ///< `filepath` is the folder.
    Lookup parameter;  ///< The template's own parameters, for tokens in the path.
    FolderCreation creation{FolderCreation::at_completion};
    AfterUse after_use{AfterUse::keep};
    bool must_exist{false};  ///< Of a drop without producers.
};

/// Folders. Producers write into the final place: a folder cannot be swapped at once.
class DirectoryData final : public DataKind {
  public:
    explicit DirectoryData(DirectoryRule rule) : rule_(std::move(rule)) {}

    [[nodiscard]] std::unique_ptr<Content> make(ContentRequest const& request) const override;
    [[nodiscard]] Carriage carriage(Standing standing) const noexcept override;
    [[nodiscard]] AfterUse after_use() const noexcept override { return rule_.after_use; }
    [[nodiscard]] bool has_path() const noexcept override { return true; }
    [[nodiscard]] bool is_folder() const noexcept override { return true; }
    [[nodiscard]] bool empty_by_default() const noexcept override { return false; }

  private:
    DirectoryRule rule_;
};

}  // namespace atl::drops
