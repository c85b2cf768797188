#include "atoll/session/session_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <random>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"
#include "atoll/session/refusal.hpp"

namespace atl::session {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_graph_name = 40;

/// \p name with everything that a shell, a URL or SLURM could take for more than a letter replaced.
std::string plain_name(std::string_view name)
{
    std::string plain{name.substr(0, longest_graph_name)};
    for (char& c : plain) {
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool const digit = c >= '0' && c <= '9';
        if (!letter && !digit && c != '.' && c != '_' && c != '-') {
            c = '-';
        }
    }
    auto const first = plain.find_first_not_of(".-");
    plain.erase(0, first);
    return plain.empty() ? "graph" : plain;
}

std::string utc_time(Clock const& clock)
{
    auto const seconds = static_cast<std::time_t>(clock.wall_ns() / 1'000'000'000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    auto const size = std::strftime(text, sizeof text, "%Y-%m-%dT%H-%M-%S", &parts);
    return {text, size};
}

std::string random_letters()
{
    // Without letters and digits that look alike.
    constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    std::random_device source;
    std::uniform_int_distribution<std::size_t> letter{0, alphabet.size() - 1};
    std::string letters(4, ' ');
    std::ranges::generate(letters, [&] { return alphabet[letter(source)]; });
    return letters;
}

void make_private_folder(fs::path const& path)
{
    constexpr ::mode_t owner_only = 0700;
    if (::mkdir(path.c_str(), owner_only) != 0) {
        throw Error{
            ErrorKind::io,
            fmt::format("cannot create folder '{}' ({})", path.string(), errno_text(errno))};
    }
}

/// Part of the id that sorts by time: what stands between the last two '_'.
std::string_view time_part(std::string_view id)
{
    auto const random = id.rfind('_');
    auto const time =
        random == std::string_view::npos || random == 0 ? random : id.rfind('_', random - 1);
    return time == std::string_view::npos ? id : id.substr(time, random - time);
}

bool is_session(fs::path const& path)
{
    std::error_code ignored;
    return fs::is_regular_file(SessionFolder{path}.session_file(), ignored);
}

[[noreturn]] void no_such_session(std::string_view name,
                                  fs::path const& root,
                                  std::vector<std::string> const& ids)
{
    std::vector<std::string_view> const known{ids.begin(), ids.end()};
    auto hint = did_you_mean(name, known);
    throw Error{
        ErrorKind::usage,
        fmt::format("no session '{}' in '{}'", name, root.string()),
        hint.empty() ? "`atoll list` shows the sessions; --root names another folder" : hint};
}

}  // namespace

SessionFolder::SessionFolder(fs::path path) : path_(std::move(path)) {}

fs::path session_root(std::string_view chosen, std::string_view environment)
{
    if (!chosen.empty()) {
        return fs::absolute(chosen).lexically_normal();
    }
    return fs::absolute(environment.empty() ? std::string_view{"atoll-sessions"} : environment)
        .lexically_normal();
}

SessionFolder create_session_folder(fs::path const& root,
                                    std::string_view graph_name,
                                    Clock const& clock)
{
    std::error_code failure;
    fs::create_directories(root, failure);
    if (failure) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot create folder '{}' ({})", root.string(), failure.message()),
                    "choose another place with --root or ATOLL_ROOT"};
    }
    auto const name =
        fmt::format("{}_{}_{}", plain_name(graph_name), utc_time(clock), random_letters());
    SessionFolder folder{root / name};
    make_private_folder(folder.path());
    make_private_folder(folder.logs());
    make_private_folder(folder.data());
    return folder;
}

std::vector<SessionFolder> list_sessions(fs::path const& root)
{
    std::vector<SessionFolder> sessions;
    std::error_code failure;
    for (fs::directory_iterator entry{root, failure}, end; !failure && entry != end;
         entry.increment(failure)) {
        if (is_session(entry->path())) {
            sessions.emplace_back(entry->path());
        }
    }
    std::ranges::sort(sessions, {}, [](SessionFolder const& session) {
        // Names have seconds; within one, the graphs were written one after the other.
        std::error_code ignored;
        auto const written = fs::last_write_time(session.graph(), ignored);
        auto const id = session.id();
        return std::tuple{std::string{time_part(id)}, written, id};
    });
    return sessions;
}

SessionFolder find_session(fs::path const& root, std::string_view name)
{
    if (name.find('/') != std::string_view::npos && is_session(name)) {
        auto path = fs::absolute(name).lexically_normal();
        return SessionFolder{path.has_filename() ? path : path.parent_path()};
    }
    auto const sessions = list_sessions(root);
    if (name.empty() || name == "last") {
        if (sessions.empty()) {
            throw Error{ErrorKind::usage,
                        fmt::format("there is no session in '{}'", root.string()),
                        "--root or ATOLL_ROOT names the folder that holds the sessions"};
        }
        auto const youngest =
            std::find_if(sessions.rbegin(), sessions.rend(), [](SessionFolder const& session) {
                return !refusal(session);
            });
        return youngest == sessions.rend() ? sessions.back() : *youngest;
    }
    std::vector<std::string> ids;
    std::vector<SessionFolder> matches;
    for (auto const& session : sessions) {
        ids.push_back(session.id());
        if (ids.back() == name) {
            return session;
        }
        if (ids.back().starts_with(name)) {
            matches.push_back(session);
        }
    }
    if (matches.size() > 1) {
        throw Error{
            ErrorKind::usage,
            fmt::format("'{}' could be any of {} sessions", name, matches.size()),
            fmt::format("for instance '{}' or '{}'", matches.front().id(), matches.back().id())};
    }
    if (matches.empty()) {
        no_such_session(name, root, ids);
    }
    return matches.front();
}

}  // namespace atl::session
