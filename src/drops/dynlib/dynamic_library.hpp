#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace atl::drops {

/// A shared library that stays loaded as long as the object lives.
class DynamicLibrary {
  public:
    /// Opens \p name: a path when it has a slash; else the first of NAME, libNAME.so and NAME.so in
    /// \p folders, and then where the system looks for libraries.
    /// \throws Error{invalid_graph} when none can be loaded, with the loader's reason.
    explicit DynamicLibrary(std::string_view name,
                            std::vector<std::filesystem::path> const& folders = {});

    /// What it exports as \p symbol, or nullptr.
    [[nodiscard]] void* find(char const* symbol) const noexcept;
    [[nodiscard]] std::string const& name() const noexcept { return name_; }

  private:
    std::string name_;
    std::unique_ptr<void, int (*)(void*)> handle_;
};

}  // namespace atl::drops
