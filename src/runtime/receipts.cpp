#include "runtime/receipts.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/clock.hpp"
#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/process/launch_helper.hpp"

namespace atl::runtime {
namespace {

using graph::Component;

bool is_process(Component app)
{
    return app == Component::shell_app || app == Component::process_app;
}

bool is_on_disk(Component data)
{
    return data == Component::file_data || data == Component::json_data ||
           data == Component::directory_data;
}

}  // namespace

Receipts::Receipts(std::filesystem::path const& file, process::LaunchHelper* launcher)
{
    try {
        file_ = std::make_unique<journal::ReceiptFile>(file);
        if (launcher != nullptr) {
            launcher->open_receipts(file, journal::line_of_the_end());
        }
    } catch (Error const& failure) {
        log::warn(
            "runtime", "{}: apps that have just ended may run again after a loss", failure.what());
    }
}

std::string Receipts::of(drops::TryName const& tried)
{
    return journal::to_line(
        {tried.epoch, SystemClock{}.wall_ns(), tried.staging, tried.uid, false});
}

void Receipts::ended(drops::TryName const& tried, drops::AppRun const& run) const
{
    // Which outputs a branch has skipped is known to the journal alone.
    if (file_ && run.skipped.empty()) {
        bool const failed = run.status == drops::AppRun::Status::failed;
        file_->append(journal::to_line({tried.epoch, 0, tried.staging, tried.uid, failed}));
    }
}

std::string executor_receipts(std::string const& host)
{
    return fmt::format("extension-{}-{}", host, ::getpid());
}

bool has_receipt(std::filesystem::path const& receipts, drops::TryName const& tried)
{
    auto const here = journal::boot_id();
    auto const known =
        journal::read_receipts(receipts, [&](std::string_view boot) { return boot == here; });
    return std::ranges::any_of(known, [&](journal::Receipt const& receipt) {
        return receipt.epoch == tried.epoch && receipt.staging == tried.staging &&
               receipt.uid == tried.uid;
    });
}

void forget_receipts(std::filesystem::path const& receipts, std::uint32_t epoch)
{
    std::vector<std::filesystem::path> old;
    std::error_code code;
    for (std::filesystem::directory_iterator at{receipts, code}, end; !code && at != end;
         at.increment(code)) {
        auto const name = at->path().filename().string();
        std::uint32_t number = 0;
        auto const [rest, problem] =
            std::from_chars(name.data(), name.data() + name.size(), number);
        if (problem == std::errc{} && *rest == '-' && number < epoch) {
            old.push_back(at->path());
        }
    }
    for (auto const& path : old) {
        std::filesystem::remove(path, code);  // One that stays is not believed.
    }
}

bool leaves_traces(graph::Part const& part, std::uint32_t app)
{
    if (is_process(part.drop_template(app).component)) {
        return true;
    }
    bool writes = false;
    part.for_each_output(app, [&](std::uint32_t data, std::uint16_t) {
        writes = writes || is_on_disk(part.drop_template(data).component);
    });
    return writes;
}

}  // namespace atl::runtime
