#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "atoll/graph/graph_builder.hpp"

#include "graph/template_reader.hpp"

namespace atl::graph {

/// Finds the template of a drop by the text of its fields, and adds those that are new.
class TemplateStore {
  public:
    /// Drops of this template are left out of the graph.
    static constexpr std::uint32_t ignored = 0xffffffff;
    /// Not among the templates so far.
    static constexpr std::uint32_t absent = 0xfffffffe;
    /// Not JSON: syntax() says why, nothing was reported.
    static constexpr std::uint32_t broken = 0xfffffffd;

    /// \p builder receives the templates and must outlive the store.
    explicit TemplateStore(GraphBuilder& builder);

    /// Number of the template whose fields stand in \p spans of the text (each without the comma
    /// after it), or `absent`.
    [[nodiscard]] std::uint32_t find(std::span<std::string_view const> spans);

    /// Adds what find() has just not found. Its problems go to \p diagnostics with \p place.
    std::uint32_t add(std::span<std::string_view const> spans,
                      Diagnostics& diagnostics,
                      Place const& place);
    /// TemplateFacts::syntax of the template that was broken last.
    [[nodiscard]] std::string const& syntax() const noexcept { return syntax_; }

    /// Files that must exist before drops of a template can be read, by template.
    [[nodiscard]] std::unordered_map<std::uint32_t, std::string> const& filepaths() const noexcept
    {
        return filepaths_;
    }

  private:
    struct Slot {
        std::uint64_t hash{0};
        std::uint32_t number{absent};
    };

    [[nodiscard]] bool is_body(std::uint32_t number,
                               std::span<std::string_view const> spans) const noexcept;
    void insert(std::uint64_t hash, std::uint32_t number);

    GraphBuilder* builder_;
    TemplateReader reader_;
    std::string body_;  // of the template just added
    std::vector<Slot> slots_;
    std::size_t used_{0};
    std::uint64_t last_hash_{0};
    std::string syntax_;
    std::unordered_map<std::uint32_t, std::string> filepaths_;
};

}  // namespace atl::graph
