#include "app/output_file.hpp"

#include <cerrno>
#include <iostream>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::app {

OutputFile::OutputFile(std::string path, JsonLayout layout) : path_(std::move(path))
{
    if (path_ != "-") {
        file_.open(path_, std::ios::binary);
    }
    if (!file_) {
        fail("created");
    }
    if (auto const packing = graph::packing_of(path_); packing != graph::Packing::none) {
        packed_ = std::make_unique<graph::PackedStream>(file_, packing);
    }
    if (layout == JsonLayout::indented) {
        indented_ = std::make_unique<IndentedStream>(stream());
    }
}

std::ostream& OutputFile::plain()
{
    return path_ == "-" ? std::cout : file_;
}

std::ostream& OutputFile::stream()
{
    if (indented_) {
        return *indented_;
    }
    return packed_ ? *packed_ : plain();
}

void OutputFile::close()
{
    if (packed_) {
        packed_->finish();
    }
    if (!plain().flush()) {
        fail("written");
    }
}

void OutputFile::fail(char const* what) const
{
    throw Error{ErrorKind::io,
                fmt::format("{} cannot be {}: {}",
                            path_ == "-" ? "standard output" : fmt::format("'{}'", path_),
                            what,
                            errno_text(errno))};
}

}  // namespace atl::app
