#include "drops/apps/copy_inputs.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/file_bytes.hpp"

namespace atl::drops {
namespace {

namespace fs = std::filesystem;

[[nodiscard]] bool is_folder(Input const& input)
{
    std::error_code ignored;
    return input.has_path() && fs::is_directory(input.path(), ignored);
}

void copy_folder(Input const& input, Output& output)
{
    std::error_code problem;
    if (!output.is_folder()) {
        throw Error{ErrorKind::io,
                    fmt::format("directory '{}' cannot be copied into '{}', which is none",
                                input.uid(),
                                output.uid()),
                    "a directory drop can be copied into directory drops only"};
    }
    make_folders(output.path());
    fs::copy(input.path(),
             output.path(),
             fs::copy_options::recursive | fs::copy_options::copy_symlinks |
                 fs::copy_options::overwrite_existing,
             problem);
    if (problem) {
        throw Error{ErrorKind::io,
                    fmt::format("directory '{}' cannot be copied to '{}': {}",
                                input.path().string(),
                                output.path().string(),
                                problem.message())};
    }
}

void copy_stream(Input& input, AppContext const& context)
{
    std::vector<std::byte> piece(std::size_t{1} << 16U);
    while (auto const count = input.read_some(piece)) {
        for (auto* const output : context.outputs()) {
            output->write(std::span{piece}.first(count));
        }
    }
}

void copy_to_all(Input& input, AppContext const& context)
{
    if (input.streams()) {
        copy_stream(input, context);
        return;
    }
    if (is_folder(input)) {
        for (auto* const output : context.outputs()) {
            copy_folder(input, *output);
        }
        return;
    }
    auto const content = input.read();
    auto const is_alone = context.inputs().size() == 1;
    for (auto* const output : context.outputs()) {
        if (is_alone) {
            output->put(content);
        } else {
            output->write(content.bytes());
        }
    }
}

}  // namespace

void copy_inputs(AppContext const& context)
{
    for (auto* const input : context.inputs()) {
        if (input->available()) {
            copy_to_all(*input, context);
        }
    }
}

}  // namespace atl::drops
