#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/graph/place.hpp"

namespace atl::graph {

/// What a template's JSON says to the engine and to the checks of the whole graph.
struct TemplateFacts {
    DropTemplate properties;
    std::string name;
    std::uint64_t content_hash{0};  ///< Of the JSON's content: order of keys and spaces apart.
    bool ignored{false};            ///< A comment or the like: its drops are left out.
    std::string syntax;    ///< Why it is no JSON object, of which nothing was reported; "": it is.
    std::string filepath;  ///< Must exist if a drop has no producer; "" when not asked for.
};

/// Reads templates, reusing its memory from one to the next.
class TemplateReader {
  public:
    /// Largest template, bytes: a graph is not a place for data.
    static constexpr std::size_t max_body_size = std::size_t{64} << 20U;

    /// Reports a template that is larger.
    static void report_size(std::size_t size, Diagnostics& diagnostics, Place const& place);

    /// Reports TemplateFacts::syntax, where nobody can tell the line.
    static void report_syntax(std::string const& syntax,
                              Diagnostics& diagnostics,
                              Place const& place);

    TemplateReader();
    ~TemplateReader();
    TemplateReader(TemplateReader&&) noexcept;
    TemplateReader& operator=(TemplateReader&&) noexcept;
    TemplateReader(TemplateReader const&) = delete;
    TemplateReader& operator=(TemplateReader const&) = delete;

    /// \p body is a JSON object; what is wrong with its fields goes to \p diagnostics.
    [[nodiscard]] TemplateFacts read(std::string_view body,
                                     Diagnostics& diagnostics,
                                     Place const& place);

  private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace atl::graph
