#include "drops/data/staging.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/drop_identity.hpp"
#include "drops/file_bytes.hpp"

namespace fs = std::filesystem;

namespace atl::drops {
namespace {

// What no user's file in the staging folder is called.
constexpr std::string_view open_prefix = ".atoll-open-";
constexpr std::string_view piece_prefix = ".atoll-piece-";
// Where the folder is moved that another takes the place of.
constexpr std::string_view former_name = ".atoll-former";
// What the folder itself is called once its content is in place.
constexpr std::string_view done_suffix = "-done";

[[noreturn]] void fail(std::string_view doing, fs::path const& path, std::error_code code)
{
    throw Error{ErrorKind::io,
                fmt::format("cannot {} '{}': {}", doing, path.string(), code.message())};
}

bool is_special(fs::path const& path)
{
    std::error_code ignored;
    auto const type = fs::status(path, ignored).type();
    return type == fs::file_type::character || type == fs::file_type::block ||
           type == fs::file_type::fifo || type == fs::file_type::socket;
}

bool is_folder(fs::path const& path)
{
    std::error_code ignored;
    return fs::symlink_status(path, ignored).type() == fs::file_type::directory;
}

/// Renames over a file at \p to; a folder goes into a folder there, entry by entry. Nothing else is
/// touched in a folder that may be somebody else's.
void move_over(fs::path const& from, fs::path const& to)
{
    std::error_code code;
    if (is_folder(from) && is_folder(to)) {
        for (auto const& entry : fs::directory_iterator{from}) {
            move_over(entry.path(), to / entry.path().filename());
        }
        fs::remove(from, code);
        return;
    }
    if (is_folder(to)) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot write the file '{}': a folder has this name", to.string()),
                    "end the path with '/' for a file in that folder, or give another name"};
    }
    fs::rename(from, to, code);
    if (code) {
        fail("move the finished file to", to, code);
    }
}

/// Puts the folder that a producer made in a file's place where the one of an earlier run may be.
void replace_folder(fs::path const& from, fs::path const& to)
{
    auto const former = from.parent_path() / former_name;
    std::error_code code;
    fs::rename(to, former, code);
    if (!code) {
        fs::rename(from, to, code);
    }
    if (code) {
        fail("move the finished folder to", to, code);
    }
    fs::remove_all(former, code);
}

/// Entries of \p folder in the order of their names; none when there is no such folder.
std::vector<fs::path> entries(fs::path const& folder)
{
    std::vector<fs::path> found;
    std::error_code code;
    for (fs::directory_iterator at{folder, code}, end; !code && at != end; at.increment(code)) {
        found.push_back(at->path());
    }
    std::ranges::sort(found);
    return found;
}

bool starts_with(fs::path const& path, std::string_view prefix)
{
    return path.filename().native().starts_with(prefix);
}

bool is_part(fs::path const& path)
{
    return starts_with(path, open_prefix) || starts_with(path, piece_prefix) ||
           path.filename() == former_name;
}

}  // namespace

Staging::Staging(fs::path final_path, std::string const& key)
    : final_(std::move(final_path)), folder_(final_.parent_path() / (".part-" + short_hash(key)))
{
}

fs::path Staging::file() const
{
    if (is_special(final_)) {
        return final_;
    }
    make_folders(folder_);
    return folder_ / final_.filename();
}

fs::path Staging::open_piece(std::string const& name) const
{
    if (is_special(final_)) {
        return final_;
    }
    make_folders(folder_);
    return folder_ / fmt::format("{}{}", open_prefix, name);
}

void Staging::complete_piece(std::string const& name) const
{
    if (is_special(final_)) {
        return;
    }
    std::error_code code;
    fs::rename(folder_ / fmt::format("{}{}", open_prefix, name),
               folder_ / fmt::format("{}{}", piece_prefix, name),
               code);
    if (code) {
        fail("complete a part of", final_, code);
    }
}

void Staging::drop_piece(std::string const& name) const noexcept
{
    std::error_code ignored;
    fs::remove(folder_ / fmt::format("{}{}", open_prefix, name), ignored);
    fs::remove(folder_, ignored);  // Goes only when it is empty.
}

void Staging::keep() const
{
    if (!is_special(final_)) {
        make_folders(folder_);
    }
}

void Staging::publish() const
{
    join_pieces();
    for (auto const& entry : entries(folder_)) {
        if (is_part(entry)) {
            continue;
        }
        auto const place = final_.parent_path() / entry.filename();
        if (place == final_ && is_folder(entry) && is_folder(place)) {
            replace_folder(entry, place);
        } else {
            move_over(entry, place);
        }
    }
    std::error_code code;
    // In one step: what is left of the folder by a death in the middle must not count as pieces.
    auto const done = folder_.native() + std::string{done_suffix};
    fs::rename(folder_, done, code);
    fs::remove_all(code ? folder_ : fs::path{done}, code);
    if (!fs::exists(fs::symlink_status(final_, code))) {
        make_folders(final_.parent_path());
        write_file(final_, {});
    }
}

void Staging::join_pieces() const
{
    auto pieces = entries(folder_);
    std::erase_if(pieces, [](fs::path const& entry) { return !starts_with(entry, piece_prefix); });
    if (pieces.empty()) {
        return;
    }
    // What was written as a whole becomes the first piece: whoever is killed here begins again.
    auto const whole = folder_ / final_.filename();
    std::error_code code;
    if (fs::exists(fs::symlink_status(whole, code))) {
        pieces.insert(pieces.begin(), folder_ / piece_prefix);
        move_over(whole, pieces.front());
    }
    if (pieces.size() == 1) {
        move_over(pieces.front(), final_);
        return;
    }
    auto const joined = folder_ / fmt::format("{}joined", open_prefix);
    write_file(joined, {});
    for (auto const& piece : pieces) {
        append_file(piece, joined);
    }
    move_over(joined, final_);
}

void Staging::adopt(Staging const& other) const
{
    auto const found = entries(other.folder_);
    if (!found.empty()) {
        make_folders(folder_);
    }
    for (auto const& entry : found) {
        move_over(entry, folder_ / entry.filename());
    }
    other.discard();
}

void Staging::discard() const noexcept
{
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

}  // namespace atl::drops
