#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/graph/part.hpp"

#include "drops/contents.hpp"
#include "drops/run_context.hpp"

namespace atl::drops {

/// DropRunner::may_run_elsewhere of every template of \p part.
[[nodiscard]] std::vector<bool> movable_templates(graph::Part const& part);

/// DropRunner::input. \throws Error{io} when the content cannot be read.
[[nodiscard]] InputContent input_for_elsewhere(Contents& contents, std::uint32_t data);

/// DropRunner::input_bytes.
[[nodiscard]] std::uint64_t bytes_for_elsewhere(graph::Part const& part,
                                                Contents const& contents,
                                                std::uint32_t app);

/// Makes what \p run has written the content of the app's outputs. \returns local indexes of the
/// outputs that it skipped. \throws Error{io} when the content cannot be kept.
[[nodiscard]] std::vector<std::uint32_t> accept_elsewhere(RunScene const& scene,
                                                          RunRequest request,
                                                          ElsewhereRun const& run);

/// DropRunner::is_left_on_disk.
[[nodiscard]] bool outputs_are_on_disk(graph::Part const& part,
                                       Contents& contents,
                                       std::uint32_t app,
                                       std::string const& staging) noexcept;

/// DropRunner::is_staged.
[[nodiscard]] bool output_is_on_disk(graph::Part const& part,
                                     Contents& contents,
                                     std::uint32_t data,
                                     std::string const& staging) noexcept;

/// DropRunner::take_over.
[[nodiscard]] std::optional<std::vector<std::filesystem::path>> take_over_outputs(
    RunScene const& scene, std::uint32_t app, std::string const& staging) noexcept;

/// DropRunner::disown. \throws Error when an output has no path.
void disown_outputs(graph::Part const& part,
                    Contents& contents,
                    std::uint32_t app,
                    std::string const& staging);

}  // namespace atl::drops
