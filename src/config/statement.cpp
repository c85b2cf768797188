#include "statement.hpp"

#include <algorithm>
#include <array>
#include <ranges>

#include <fmt/format.h>

#include "atoll/config/worker_shape.hpp"
#include "atoll/core/suggest.hpp"

namespace atl::config {
namespace {

/// A statement together with the key it is about.
struct KnownStatement {
    Statement const* statement;
    ClusterKey const* key;

    [[nodiscard]] bool has_value() const
    {
        return statement->member.value.kind != YamlValue::Kind::null;
    }
    [[nodiscard]] bool uses_old_name() const
    {
        auto const names = old_names();
        return statement->section == Section::cluster &&
               std::ranges::any_of(names, [this](OldName const& old) {
                   auto written = statement->member.key;
                   std::ranges::replace(written, '-', '_');
                   return old.old_name == written;
               });
    }
    // Order in which statements of the same key win.
    [[nodiscard]] auto strength() const { return std::pair{statement->rank, !uses_old_name()}; }
};

std::string hint_for_unknown(Statement const& statement)
{
    auto const& name = statement.member.key;
    if (statement.section == Section::cluster) {
        if (find_key(Section::scheduler_options, name) != nullptr) {
            return fmt::format("'{}' belongs into 'scheduler_options'", name);
        }
        if (find_key(Section::adapt, name) != nullptr) {
            return fmt::format("'{}' belongs into 'adapt_kwargs'", name);
        }
        if (name == "threads_per_worker" || name == "start_workers") {
            return "dask-jobqueue removed it; 'cores' and 'processes' took its place";
        }
    }
    std::vector<std::string_view> names;
    for (auto const& key : cluster_keys(statement.section)) {
        names.push_back(key.name);
    }
    return did_you_mean(name, names);
}

std::vector<KnownStatement> recognise(std::vector<Statement> const& statements,
                                      Diagnostics& problems)
{
    std::vector<KnownStatement> known;
    for (auto const& statement : statements) {
        auto const* const key = find_key(statement.section, statement.member.key);
        if (key != nullptr) {
            known.push_back({&statement, key});
            continue;
        }
        problems.add(
            {statement.severity,
             to_string(statement.member.origin),
             fmt::format("unknown key '{}{}'", prefix_of(statement.section), statement.member.key),
             hint_for_unknown(statement)});
    }
    return known;
}

KeyReport report_of(KnownStatement const& known, KnownStatement const* winner)
{
    auto const& member = known.statement->member;
    KeyReport report;
    report.key = fmt::format("{}{}", prefix_of(known.statement->section), member.key);
    report.value = one_line(member.value);
    report.origin = member.value.origin.line == 0 ? member.origin : member.value.origin;
    report.fate = known.key->fate;
    report.effect = known.key->effect;
    if (!known.has_value()) {
        report.effect = "empty: as if it were not there";
        report.fate = KeyFate::ignored;
    } else if (winner != nullptr) {
        report.fate = KeyFate::overridden;
        report.effect = fmt::format("'{}' at {} wins",
                                    winner->statement->member.key,
                                    to_string(winner->statement->member.origin));
    } else if (known.uses_old_name()) {
        report.effect += fmt::format(" (new name: {})", known.key->name);
    }
    return report;
}

}  // namespace

std::string_view prefix_of(Section section) noexcept
{
    switch (section) {
        case Section::adapt:
            return "adapt_kwargs.";
        case Section::scheduler_options:
            return "scheduler_options.";
        case Section::cluster:
        case Section::local:
            break;
    }
    return "";
}

void apply_statements(std::vector<Statement> const& statements, ClusterFile& file)
{
    auto const known = recognise(statements, file.diagnostics);
    for (auto const& candidate : known) {
        KnownStatement const* winner = nullptr;
        for (auto const& other : known) {
            bool const same = other.key == candidate.key && &other != &candidate;
            if (same && other.has_value() && other.strength() >= candidate.strength() &&
                (other.strength() > candidate.strength() || &other > &candidate)) {
                winner = &other;
            }
        }
        file.keys.push_back(report_of(candidate, winner));
        auto const& statement = *candidate.statement;
        ValueReader const reader{statement.member.key, statement.severity, file.diagnostics};
        if (winner == nullptr) {
            store(*candidate.key, statement.member.value, reader, file.cluster);
        }
    }
}

}  // namespace atl::config
