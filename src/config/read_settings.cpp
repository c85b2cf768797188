#include "atoll/config/read_settings.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"

#include "same_key.hpp"
#include "value_reader.hpp"

namespace atl::config {
namespace {

constexpr std::string_view engine_prefix = "engine.";

// In the order of the enumerators.
constexpr std::array<std::string_view, 3> launcher_words{"auto", "srun-pmix", "mpirun"};
constexpr std::array<std::string_view, 3> memory_words{"mem", "mem-per-cpu", "none"};
constexpr std::array<std::string_view, 2> adapt_words{"auto", "off"};
constexpr std::array<std::string_view, 9> partition_words{"as-given",
                                                          "auto",
                                                          "metis",
                                                          "min_num_parts",
                                                          "mysarkar",
                                                          "none",
                                                          "pso",
                                                          "round-robin",
                                                          "template"};

constexpr std::array<std::string_view, 3> durability_words{"none", "journal", "outputs"};

using Target = std::variant<Launcher Settings::*,
                            MemoryDirective Settings::*,
                            Adapting Settings::*,
                            SubmitVia Settings::*,
                            std::string Settings::*,
                            std::uint32_t Settings::*,
                            Seconds Settings::*>;

struct SettingKey {
    std::string_view name;
    Target target;
};

constexpr std::array<SettingKey, 15> table{{{"launcher", &Settings::launcher},
                                            {"partition", &Settings::partition},
                                            {"nodes", &Settings::nodes},
                                            {"cpus_per_rank", &Settings::cpus_per_rank},
                                            {"memory_directive", &Settings::memory_directive},
                                            {"drain_before_end", &Settings::drain_before_end},
                                            {"poll_interval", &Settings::poll_interval},
                                            {"command_timeout", &Settings::command_timeout},
                                            {"adapt", &Settings::adapt},
                                            {"submit_via", &Settings::submit_via},
                                            {"nodes_per_extension", &Settings::nodes_per_extension},
                                            {"backlog", &Settings::backlog},
                                            {"idle_timeout", &Settings::idle_timeout},
                                            {"journal_interval", &Settings::journal_interval},
                                            {"durability", &Settings::durability}}};

SettingKey const* find_key(std::string_view name)
{
    auto const* const found =
        std::ranges::find_if(table, [name](SettingKey const& k) { return same_key(name, k.name); });
    return found == table.end() ? nullptr : found;
}

std::string word_of(Settings const& settings, SettingKey const& key)
{
    struct Printer {
        Settings const& s;
        std::string operator()(Launcher Settings::*m) const { return std::string{to_string(s.*m)}; }
        std::string operator()(MemoryDirective Settings::*m) const
        {
            return std::string{memory_words[static_cast<std::size_t>(s.*m)]};
        }
        std::string operator()(Adapting Settings::*m) const
        {
            return std::string{adapt_words[static_cast<std::size_t>(s.*m)]};
        }
        std::string operator()(SubmitVia Settings::*m) const { return to_string(s.*m); }
        std::string operator()(std::string Settings::*m) const { return s.*m; }
        std::string operator()(std::uint32_t Settings::*m) const { return std::to_string(s.*m); }
        std::string operator()(Seconds Settings::*m) const
        {
            return fmt::format("{} s", (s.*m).count);
        }
    };
    return std::visit(Printer{settings}, key.target);
}

/// Puts one value into the settings; what does not fit becomes a problem.
class SettingStorer {
  public:
    SettingStorer(std::string_view key, YamlValue const& value, SettingsResult& result)
        : key_(key),
          value_(value),
          reader_(key, Severity::error, result.diagnostics),
          settings_(result.settings),
          problems_(result.diagnostics)
    {
    }

    void operator()(Launcher Settings::*m) const
    {
        if (auto const index = choice(launcher_words)) {
            settings_.*m = static_cast<Launcher>(*index);
        }
    }
    void operator()(MemoryDirective Settings::*m) const
    {
        if (auto const index = choice(memory_words)) {
            settings_.*m = static_cast<MemoryDirective>(*index);
        }
    }
    void operator()(Adapting Settings::*m) const
    {
        if (auto const index = choice(adapt_words)) {
            settings_.*m = static_cast<Adapting>(*index);
        }
    }
    void operator()(SubmitVia Settings::*m) const
    {
        if (auto const via = parse_submit_via(value_.text)) {
            settings_.*m = *via;
        } else {
            problems_.error(to_string(value_.origin),
                            fmt::format("unknown {} '{}'", key_, one_line(value_)),
                            "must be auto, local, 'ssh HOST' or spool");
        }
    }
    void operator()(std::string Settings::*m) const
    {
        std::span<std::string_view const> const words =
            m == &Settings::partition ? std::span<std::string_view const>{partition_words}
                                      : std::span<std::string_view const>{durability_words};
        if (auto const index = choice(words)) {
            settings_.*m = words[*index];
        }
    }
    void operator()(std::uint32_t Settings::*m) const
    {
        if (auto const number = reader_.count(value_)) {
            settings_.*m = *number;
        }
    }
    void operator()(Seconds Settings::*m) const
    {
        if (auto const span = reader_.span(value_)) {
            settings_.*m = *span;
        }
    }

  private:
    [[nodiscard]] std::optional<std::size_t> choice(std::span<std::string_view const> words) const
    {
        auto const found = std::ranges::find(words, value_.text);
        if (value_.kind == YamlValue::Kind::scalar && found != words.end()) {
            return static_cast<std::size_t>(found - words.begin());
        }
        auto const nearest = did_you_mean(value_.text, words);
        problems_.error(
            to_string(value_.origin),
            fmt::format("unknown {} '{}'", key_, one_line(value_)),
            nearest.empty() ? fmt::format("must be one of: {}", fmt::join(words, ", ")) : nearest);
        return std::nullopt;
    }

    std::string_view key_;
    YamlValue const& value_;
    ValueReader reader_;
    Settings& settings_;
    Diagnostics& problems_;
};

void take(std::string const& key, YamlValue const& value, SettingsResult& result)
{
    auto const row = [&result](std::string_view name) {
        return std::ranges::find(result.report, name, &SettingReport::key);
    };
    if (key.starts_with(engine_prefix)) {
        result.settings.engine[key.substr(engine_prefix.size())] = value.text;
        auto const old = row(key);
        if (old != result.report.end()) {
            result.report.erase(old);
        }
        result.report.push_back({key, value.text, value.origin});
        return;
    }
    auto const* const known = find_key(key);
    if (known == nullptr) {
        result.diagnostics.error(to_string(value.origin),
                                 fmt::format("unknown setting '{}'", key),
                                 did_you_mean(key, setting_names()));
        return;
    }
    std::visit(SettingStorer{known->name, value, result}, known->target);
    *row(known->name) = {std::string{known->name}, word_of(result.settings, *known), value.origin};
}

void read_file(std::filesystem::path const& file, SettingsResult& result)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        throw Error{ErrorKind::io, fmt::format("cannot read settings file '{}'", file.string())};
    }
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    auto const root = parse_yaml(text, file.string(), result.diagnostics);
    if (!root) {
        return;
    }
    for (auto const& member : root->members) {
        if (member.key != "engine") {
            take(member.key, member.value, result);
            continue;
        }
        for (auto const& option : member.value.members) {
            take(std::string{engine_prefix} + option.key, option.value, result);
        }
    }
}

YamlValue scalar(std::string text, std::string source)
{
    YamlValue value;
    value.kind = YamlValue::Kind::scalar;
    value.text = std::move(text);
    value.origin.source = std::move(source);
    return value;
}

}  // namespace

std::string_view to_string(Launcher launcher) noexcept
{
    return launcher_words[static_cast<std::size_t>(launcher)];
}

SettingsResult read_settings(SettingsPlaces const& places)
{
    SettingsResult result;
    for (auto const& key : table) {
        result.report.push_back(
            {std::string{key.name}, word_of(result.settings, key), {"default"}});
    }
    if (places.file) {
        read_file(*places.file, result);
    }
    for (auto const& key : table) {
        std::string name{"ATOLL_"};
        std::ranges::transform(key.name, std::back_inserter(name), [](unsigned char c) {
            return static_cast<char>(std::toupper(c));
        });
        auto const variable = places.environment.find(name);
        if (variable != places.environment.end()) {
            take(std::string{key.name}, scalar(variable->second, "environment " + name), result);
        }
    }
    for (auto const& set : places.sets) {
        auto const equals = set.find('=');
        auto const key = set.substr(0, equals);
        auto value = equals == std::string::npos ? std::string{} : set.substr(equals + 1);
        take(key, scalar(std::move(value), "--set " + key), result);
    }
    return result;
}

bool is_setting(std::string_view key)
{
    return key.starts_with(engine_prefix) || find_key(key) != nullptr;
}

std::vector<std::string_view> setting_names()
{
    std::vector<std::string_view> names;
    std::ranges::transform(table, std::back_inserter(names), &SettingKey::name);
    return names;
}

}  // namespace atl::config
