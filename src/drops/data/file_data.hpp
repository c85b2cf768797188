#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "drops/data_kind.hpp"
#include "drops/file_path.hpp"

namespace atl::drops {

/// What all file drops of a template have in common.
struct FileRule {
    PathRule path;
    Lookup parameter;  ///< The template's own parameters, for tokens in the path.
    AfterUse after_use{AfterUse::keep};
    bool learns_path{false};              ///< The producer may know the path.
    bool delete_parent_directory{false};  ///< With the file goes its folder, when it is empty.
    std::string session{};                ///< Its id: the same drop of another session is apart.
    std::string staging{};                ///< RunnerOptions::staging.
    bool must_exist{false};               ///< Of a drop without producers.
};

/// Files on the file system that all ranks see.
class FileData final : public DataKind {
  public:
    explicit FileData(FileRule rule) : rule_(std::move(rule)) {}

    [[nodiscard]] std::unique_ptr<Content> make(ContentRequest const& request) const override;
    /// A path that was learned from a producer is told to those who cannot know it.
    [[nodiscard]] Carriage carriage(Standing standing) const noexcept override;
    [[nodiscard]] AfterUse after_use() const noexcept override { return rule_.after_use; }
    [[nodiscard]] bool has_path() const noexcept override { return true; }
    [[nodiscard]] bool empty_by_default() const noexcept override { return false; }
    [[nodiscard]] bool learns_path() const noexcept override { return rule_.learns_path; }

  private:
    FileRule rule_;
};

}  // namespace atl::drops
