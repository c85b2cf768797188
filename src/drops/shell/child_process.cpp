#include "drops/shell/child_process.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <variant>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/log_sink.hpp"
#include "atoll/process/launch_helper.hpp"

#include "drops/file_path.hpp"
#include "drops/shell/last_line.hpp"

namespace atl::drops {
namespace {

bool holds_nul(std::string const& word)
{
    return word.find('\0') != std::string::npos;
}

/// Commands may write their outputs' final paths by name. What cannot be made is told when the
/// output is published.
void make_folders_of_outputs(AppContext const& context)
{
    constexpr std::string_view scheme = "file://localhost";
    for (auto const* const output : context.outputs()) {
        if (!output->has_path()) {
            continue;
        }
        auto url = output->data_url();
        if (url.starts_with(scheme)) {
            url.resize(std::min(url.size(), url.rfind("#/")));  // before the name of a dataset
            std::error_code ignored;
            std::filesystem::path const path{url.substr(scheme.size())};
            std::filesystem::create_directories(path.parent_path(), ignored);
        }
    }
}

}  // namespace

AppResult run_child(RankServices const& services, AppContext& context, ChildProcess const& child)
{
    if (services.launcher == nullptr) {
        return AppResult::failure("no process can be started: the rank has no launch helper");
    }
    if (std::ranges::any_of(child.argv, holds_nul)) {
        return AppResult::failure(
            "the command holds a NUL character, which no command can; give ports of binary "
            "content the encoding 'path'");
    }
    make_folders_of_outputs(context);
    LastLine last_error;
    process::ProcessRequest request;
    request.argv = child.argv;
    request.environment = {{"DLG_UID", context.uid()},
                           {"DLG_SESSION_ID", services.session_id},
                           {"DLG_ROOT", environment_variable("DLG_ROOT")}};
    request.working_directory = services.data_folder.string();
    request.input = child.input;
    request.output = child.output;
    request.errors = process::ToCallback{[&](std::string_view piece) {
        last_error.add(piece);
        if (services.log != nullptr) {
            services.log->write({context.uid(), context.attempt()}, LogStream::errors, piece);
        }
    }};
    request.time_limit = child.time_limit;
    request.drop = context.uid();
    request.attempt = context.attempt();
    if (std::holds_alternative<process::ToLog>(child.output)) {  // else it is kept by this process
        request.receipt = context.receipt();
    }

    auto const outcome = services.launcher->run(request, services.stop);
    if (services.log != nullptr) {
        services.log->end({context.uid(), context.attempt()});  // frees what it keeps of the stream
    }
    if (outcome.succeeded()) {
        return AppResult::success();
    }
    auto reason = outcome.describe();
    if (auto const line = last_error.text(); !line.empty()) {
        reason += fmt::format("; last error line: '{}'", line);
    }
    return AppResult::failure(std::move(reason), outcome.shell_code());
}

void refuse_nul(std::string_view part, std::string_view text)
{
    if (text.find('\0') != std::string_view::npos) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("the {} holds a NUL character", part),
                    "no program can be given one; take the \\u0000 out"};
    }
}

std::chrono::milliseconds time_limit_of(graph::DropSpec const& spec)
{
    for (auto const* const name : {"max_runtime", "time_limit"}) {
        auto const& value = spec.get(name);
        if (value.empty()) {
            continue;
        }
        auto const seconds = value.as_number();
        constexpr double longest = 9e12;  // as milliseconds in 64 bits, with room to add
        if (!seconds || *seconds <= 0 || *seconds > longest) {
            throw Error{ErrorKind::invalid_graph,
                        fmt::format("{} is '{}'", name, value.text()),
                        "a positive number of seconds"};
        }
        return std::chrono::milliseconds{static_cast<std::int64_t>(*seconds * 1000)};
    }
    return std::chrono::milliseconds{0};
}

}  // namespace atl::drops
