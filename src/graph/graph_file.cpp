#include "atoll/graph/graph_file.hpp"

#include <utility>

#include "atoll/core/error.hpp"

#include "graph/file_text.hpp"
#include "graph/read_padded.hpp"

namespace atl::graph {

struct GraphFile::Text {
    PaddedText padded;
};

GraphFile::GraphFile(std::filesystem::path const& file)
    : name_(file == "-" ? "standard input" : file.string()),
      text_(std::make_unique<Text>(Text{read_text(file)}))
{
}
GraphFile::~GraphFile() = default;
GraphFile::GraphFile(GraphFile&&) noexcept = default;
GraphFile& GraphFile::operator=(GraphFile&&) noexcept = default;

std::string_view GraphFile::text() const noexcept
{
    return text_->padded.view();
}

GraphForm GraphFile::form() const
{
    try {
        return graph_form(text());
    } catch (Error const& error) {
        throw error.during("reading '" + name_ + "'");
    }
}

ReadResult GraphFile::read_physical(FileCheck check) const
{
    return read_padded(text(), name_, check);
}

ReadResult read_physical_graph_file(std::filesystem::path const& file, FileCheck check)
{
    return GraphFile{file}.read_physical(check);
}

}  // namespace atl::graph
