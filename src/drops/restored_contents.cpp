#include "drops/restored_contents.hpp"

#include <chrono>
#include <filesystem>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

void release_inputs(graph::Part const& part, Contents& contents, std::uint32_t app, Use use)
{
    part.for_each_input(app,
                        [&](std::uint32_t data, std::uint16_t) { contents.release(data, use); });
}

void release_by_ranks(graph::Part const& part, Contents& contents, std::uint32_t data)
{
    for (auto at = part.remote_offsets[data]; at < part.remote_offsets[data + 1]; ++at) {
        contents.release(data, Use::ran);
    }
}

}  // namespace

void restore_contents(graph::Part const& part,
                      Contents& contents,
                      std::span<RestoredDrop const> drops)
{
    for (std::uint32_t drop = 0; drop < drops.size(); ++drop) {
        if (drops[drop].kept() && part.drop_template(drop).kind == DropKind::data) {
            contents.restore(drop, drops[drop].state);
            if (drops[drop].state == DropState::completed && contents.may_be_deleted(drop)) {
                static_cast<void>(contents.get(drop));  // What goes must be known by then.
            }
        }
    }
    for (std::uint32_t drop = 0; drop < part.owned && drop < drops.size(); ++drop) {
        if (!drops[drop].kept()) {
            continue;
        }
        if (part.drop_template(drop).kind == DropKind::app) {
            bool const skipped = drops[drop].state == DropState::skipped;
            release_inputs(part, contents, drop, skipped ? Use::skipped : Use::ran);
        } else if (!must_be_announced(contents, drop)) {
            release_by_ranks(part, contents, drop);
        }
    }
}

bool must_be_announced(Contents const& contents, std::uint32_t data)
{
    return contents.kind(data).carriage(Standing::owner) != Carriage::none;
}

bool has_outlived(graph::Part const& part, Contents& contents, std::uint32_t data) noexcept
{
    auto const component = part.drop_template(data).component;
    if (component == graph::Component::memory_data ||
        component == graph::Component::shared_memory_data) {
        return false;
    }
    try {
        return !contents.kind(data).has_path() ||
               std::filesystem::exists(contents.get(data).path());
    } catch (Error const&) {  // It has no path that could be told.
        return false;
    } catch (std::filesystem::filesystem_error const&) {  // It cannot be looked at, nor read.
        return false;
    }
}

std::int64_t last_written_ns(Contents& contents, std::uint32_t data) noexcept
{
    try {
        if (!contents.kind(data).has_path()) {
            return 0;
        }
        auto const written = std::filesystem::last_write_time(contents.get(data).path());
        return std::chrono::duration_cast<std::chrono::nanoseconds>(
                   std::chrono::file_clock::to_sys(written).time_since_epoch())
            .count();
    } catch (Error const&) {  // It has no path that could be told.
        return 0;
    } catch (std::filesystem::filesystem_error const&) {  // It is not there.
        return 0;
    }
}

}  // namespace atl::drops
