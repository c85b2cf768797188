#include "daliuge_ini.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <sstream>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/suggest.hpp"
#include "atoll/core/text.hpp"

namespace atl::config {
namespace {

/// "NAME = value" of a section.
struct Entry {
    std::string section;
    std::string key;  ///< Lower case.
    std::string value;
    Origin origin;
};

/// A key of DALiuGE's INI files and what becomes of it.
struct IniKey {
    std::string_view name;
    KeyFate fate;
    std::string_view effect;
    bool is_variable{false};  ///< Replaced in a template: $KEY. The others leave the shell's $PATH
                              ///< and $USER alone.
};

// clang-format off
constexpr std::array<IniKey, 23> ini_keys{{
    {"account", KeyFate::honoured, "account that is charged: -A", true},
    {"num_nodes", KeyFate::honoured, "node managers, one a node", true},
    {"modules", KeyFate::honoured, "shell lines, run once on each node", true},
    {"venv", KeyFate::honoured, "shell lines, run once on each node", true},
    {"dlg_root", KeyFate::adapted, "$DLG_ROOT in a template; sessions lie under --root", true},
    {"log_dir", KeyFate::adapted, "$LOG_DIR in a template; logs lie in the session folder", true},
    {"home_dir", KeyFate::adapted, "$HOME_DIR in a template", true},
    {"exec_prefix", KeyFate::ignored, "the launcher starts the ranks", true},
    {"num_islands", KeyFate::ignored, "one island manager", true},
    {"all_nics", KeyFate::ignored, "ranks talk over MPI", true},
    {"check_with_session", KeyFate::ignored, "of DALiuGE's managers", true},
    {"remote", KeyFate::ignored, "jobs are submitted from here"},
    {"submit", KeyFate::ignored, "`atoll submit` does; --dry-run does not"},
    {"user", KeyFate::ignored, "jobs are submitted from here"},
    {"login_node", KeyFate::ignored, "jobs are submitted from here", true},
    {"logical_graph", KeyFate::ignored, "the graph is named on the command line"},
    {"physical_graph", KeyFate::ignored, "the graph is named on the command line"},
    {"github", KeyFate::ignored, "the graph is named on the command line"},
    {"gitlab", KeyFate::ignored, "the graph is named on the command line"},
    {"user_org", KeyFate::ignored, "the graph is named on the command line"},
    {"repo", KeyFate::ignored, "the graph is named on the command line"},
    {"branch", KeyFate::ignored, "the graph is named on the command line"},
    {"path", KeyFate::ignored, "the graph is named on the command line"},
}};
// clang-format on

std::string trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    auto const last = text.find_last_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string{}
                                           : std::string{text.substr(first, last - first + 1)};
}

bool is_comment(std::string const& line)
{
    return line.empty() || line.front() == '#' || line.front() == ';';
}

std::vector<Entry> entries_of(std::string_view text,
                              std::string const& source,
                              Diagnostics& problems)
{
    std::vector<Entry> entries;
    std::string section;
    std::istringstream lines{std::string{text}};
    std::uint32_t number = 0;
    for (std::string raw; std::getline(lines, raw);) {
        ++number;
        auto const line = trimmed(raw);
        Origin const origin{source, number, 1};
        auto const separator = line.find_first_of("=:");
        if (is_comment(line)) {
            continue;
        }
        if (std::isspace(static_cast<unsigned char>(raw.front())) != 0 && !entries.empty()) {
            entries.back().value += '\n' + line;
        } else if (line.front() == '[' && line.back() == ']') {
            section = line.substr(1, line.size() - 2);
        } else if (separator == std::string::npos) {
            problems.error(to_string(origin), fmt::format("'{}' is no 'KEY = value'", line));
        } else {
            entries.push_back({section,
                               to_lower(trimmed(line.substr(0, separator))),
                               trimmed(line.substr(separator + 1)),
                               origin});
        }
    }
    return entries;
}

Entry const* find_entry(std::vector<Entry> const& entries,
                        std::string const& section,
                        std::string const& key)
{
    auto const found = std::ranges::find_if(entries, [&](Entry const& entry) {
        return entry.key == key && (section.empty() || entry.section == section);
    });
    return found == entries.end() ? nullptr : &*found;
}

/// The value a "${reference}" stands for, from its own section first.
Entry const* referred(std::vector<Entry> const& entries,
                      std::string const& reference,
                      std::string const& section)
{
    auto const colon = reference.find(':');
    if (colon != std::string::npos) {
        return find_entry(
            entries, reference.substr(0, colon), to_lower(reference.substr(colon + 1)));
    }
    auto const* const near = find_entry(entries, section, to_lower(reference));
    return near != nullptr ? near : find_entry(entries, "", to_lower(reference));
}

std::string interpolated(std::vector<Entry> const& entries,
                         Entry const& entry,
                         int depth,
                         Diagnostics& problems)
{
    constexpr int deepest = 10;
    std::string result;
    std::string_view rest = entry.value;
    while (!rest.empty()) {
        auto const dollar = rest.find('$');
        result += rest.substr(0, dollar);
        rest.remove_prefix(std::min(dollar, rest.size()));
        auto const end = rest.starts_with("${") ? rest.find('}') : std::string_view::npos;
        if (end == std::string_view::npos) {
            bool const escaped = rest.starts_with("$$");
            result += rest.substr(0, 1);
            rest.remove_prefix(std::min<std::size_t>(escaped ? 2 : 1, rest.size()));
            continue;
        }
        std::string const name{rest.substr(2, end - 2)};
        auto const* const other = referred(entries, name, entry.section);
        if (other == nullptr || depth > deepest) {
            problems.error(
                to_string(entry.origin),
                fmt::format("'${{{}}}' of '{}' is not stated in this file", name, entry.key),
                "write '$$' for a dollar sign");
            return result;
        }
        result += interpolated(entries, *other, depth + 1, problems);
        rest.remove_prefix(end + 1);
    }
    return result;
}

void add_lines(std::string const& value, std::vector<std::string>& lines)
{
    std::istringstream stream{value};
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
}

void take(Entry const& entry, std::string const& value, ClusterFile& file)
{
    auto& cluster = file.cluster;
    if (entry.key == "account") {
        cluster.account = value;
    } else if (entry.key == "modules" || entry.key == "venv") {
        add_lines(value, cluster.job_script_prologue);
    } else if (entry.key == "num_nodes") {
        std::uint32_t nodes{};
        auto const* const end = value.data() + value.size();
        auto const [stop, failure] = std::from_chars(value.data(), end, nodes);
        if (failure != std::errc{} || stop != end || nodes == 0) {
            file.diagnostics.error(to_string(entry.origin),
                                   fmt::format("'{}' is no number of nodes", value));
        }
        cluster.n_workers = nodes;
        cluster.processes = 1;
    }
}

void account_for(Entry const& entry, std::string const& value, ClusterFile& file)
{
    auto const* const known = std::ranges::find(ini_keys, entry.key, &IniKey::name);
    if (known == ini_keys.end()) {
        std::vector<std::string_view> names;
        std::ranges::transform(ini_keys, std::back_inserter(names), &IniKey::name);
        file.diagnostics.error(to_string(entry.origin),
                               fmt::format("unknown key '{}'", entry.key),
                               did_you_mean(entry.key, names));
        return;
    }
    file.keys.push_back({entry.key, value, entry.origin, known->fate, std::string{known->effect}});
    if (known->is_variable) {
        std::string name = entry.key;
        std::ranges::transform(
            name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        file.cluster.variables[name] = value;
    }
    take(entry, value, file);
}

}  // namespace

bool looks_like_ini(std::string_view text)
{
    std::istringstream lines{std::string{text.substr(0, 4096)}};
    for (std::string raw; std::getline(lines, raw);) {
        auto const line = trimmed(raw);
        if (!is_comment(line)) {
            // A YAML list may start so too, but no cluster file is a list.
            return line.front() == '[' && line.back() == ']' &&
                   line.find_first_of(",{") == std::string::npos;
        }
    }
    return false;
}

void read_daliuge_ini(std::string_view text, std::string const& source, ClusterFile& file)
{
    file.layout = Layout::daliuge_ini;
    auto const entries = entries_of(text, source, file.diagnostics);
    for (auto const& entry : entries) {
        auto const value = interpolated(entries, entry, 0, file.diagnostics);
        if (!value.empty()) {
            account_for(entry, value, file);
        }
    }
}

}  // namespace atl::config
