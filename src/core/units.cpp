#include "atoll/core/units.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace atl {
namespace {

struct Quantity {
    double number{1};
    std::string unit;  // lower case
};

// "1.5 GiB" -> {1.5, "gib"}; a missing number is 1, as in dask.
std::optional<Quantity> split_quantity(std::string_view text)
{
    std::string compact;
    for (char const c : text) {
        if (std::isspace(static_cast<unsigned char>(c)) == 0) {
            compact += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    if (compact.empty()) {
        return std::nullopt;
    }
    auto const is_unit = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    auto const end = compact.data() + compact.size();
    Quantity quantity;
    auto const* rest = compact.data();
    if (!is_unit(compact.front())) {
        auto const [stop, failure] =
            std::from_chars(compact.data(), end, quantity.number, std::chars_format::general);
        if (failure != std::errc{} || !(quantity.number >= 0) || !std::isfinite(quantity.number)) {
            return std::nullopt;
        }
        rest = stop;
    }
    quantity.unit.assign(rest, static_cast<char const*>(end));
    if (!std::all_of(quantity.unit.begin(), quantity.unit.end(), is_unit)) {
        return std::nullopt;
    }
    return quantity;
}

template <std::size_t N>
std::optional<double> factor_of(std::string const& unit,
                                std::array<std::pair<std::string_view, double>, N> const& table)
{
    auto const* const found =
        std::ranges::find(table, unit, &std::pair<std::string_view, double>::first);
    return found == table.end() ? std::nullopt : std::optional{found->second};
}

constexpr double ki = 1024;

constexpr std::array<std::pair<std::string_view, double>, 22> byte_units{{
    {"", 1},
    {"b", 1},
    {"kb", 1e3},
    {"mb", 1e6},
    {"gb", 1e9},
    {"tb", 1e12},
    {"pb", 1e15},
    {"kib", ki},
    {"mib", ki* ki},
    {"gib", ki* ki* ki},
    {"tib", ki* ki* ki* ki},
    {"pib", ki* ki* ki* ki* ki},
    {"ki", ki},
    {"mi", ki* ki},
    {"gi", ki* ki* ki},
    {"ti", ki* ki* ki* ki},
    {"pi", ki* ki* ki* ki* ki},
    {"k", 1e3},
    {"m", 1e6},
    {"g", 1e9},
    {"t", 1e12},
    {"p", 1e15},
}};

constexpr std::array<std::pair<std::string_view, double>, 29> time_units{{
    {"", 1},
    {"s", 1},
    {"sec", 1},
    {"secs", 1},
    {"second", 1},
    {"seconds", 1},
    {"ms", 1e-3},
    {"millisecond", 1e-3},
    {"milliseconds", 1e-3},
    {"us", 1e-6},
    {"microsecond", 1e-6},
    {"microseconds", 1e-6},
    {"ns", 1e-9},
    {"nanosecond", 1e-9},
    {"nanoseconds", 1e-9},
    {"m", 60},
    {"min", 60},
    {"minute", 60},
    {"minutes", 60},
    {"h", 3600},
    {"hr", 3600},
    {"hour", 3600},
    {"hours", 3600},
    {"d", 86400},
    {"day", 86400},
    {"days", 86400},
    {"w", 604800},
    {"week", 604800},
    {"weeks", 604800},
}};

std::optional<std::uint64_t> parse_count(std::string_view text)
{
    std::uint64_t number{};
    auto const [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const whole = failure == std::errc{} && stop == text.data() + text.size();
    // A million days is more than SLURM takes and keeps the sums below exact.
    return whole && number <= 1'000'000'000 ? std::optional{number} : std::nullopt;
}

std::optional<std::vector<double>> parse_fields(std::string_view text)
{
    std::vector<double> fields;
    while (true) {
        auto const colon = text.find(':');
        auto const number = parse_count(text.substr(0, colon));
        if (!number) {
            return std::nullopt;
        }
        fields.push_back(static_cast<double>(*number));
        if (colon == std::string_view::npos) {
            return fields;
        }
        text.remove_prefix(colon + 1);
    }
}

}  // namespace

std::optional<Bytes> parse_bytes(std::string_view text)
{
    auto const quantity = split_quantity(text);
    auto const factor = quantity ? factor_of(quantity->unit, byte_units) : std::nullopt;
    if (!factor || quantity->number * *factor > 9.2e18) {
        return std::nullopt;
    }
    return Bytes{static_cast<std::uint64_t>(quantity->number * *factor)};
}

std::string to_string(Bytes amount)
{
    constexpr std::array<std::string_view, 5> names{"KiB", "MiB", "GiB", "TiB", "PiB"};
    if (amount.count < 1024) {
        return fmt::format("{} B", amount.count);
    }
    auto value = static_cast<double>(amount.count) / ki;
    std::size_t unit = 0;
    while (value >= ki && unit + 1 < names.size()) {
        value /= ki;
        ++unit;
    }
    return fmt::format("{:.1f} {}", value, names[unit]);
}

std::optional<Seconds> parse_slurm_time(std::string_view text)
{
    auto const dash = text.find('-');
    if (dash != std::string_view::npos) {
        auto const days = parse_count(text.substr(0, dash));
        auto const fields = parse_fields(text.substr(dash + 1));
        if (!days || !fields || fields->size() > 3) {
            return std::nullopt;
        }
        double total = static_cast<double>(*days) * 86400;
        double unit = 3600;
        for (double const field : *fields) {
            total += field * unit;
            unit /= 60;
        }
        return Seconds{total};
    }
    auto const fields = parse_fields(text);
    if (!fields || fields->size() > 3) {
        return std::nullopt;
    }
    if (fields->size() == 1) {
        return Seconds{fields->front() * 60};
    }
    double total = 0;
    for (double const field : *fields) {
        total = total * 60 + field;
    }
    return Seconds{total};
}

std::optional<Seconds> parse_timedelta(std::string_view text)
{
    auto const quantity = split_quantity(text);
    auto const factor = quantity ? factor_of(quantity->unit, time_units) : std::nullopt;
    if (!factor) {
        return std::nullopt;
    }
    return Seconds{quantity->number * *factor};
}

std::string to_slurm_time(Seconds span)
{
    auto const total = static_cast<std::uint64_t>(std::ceil(std::max(0.0, span.count)));
    auto const clock =
        fmt::format("{:02}:{:02}:{:02}", total / 3600 % 24, total / 60 % 60, total % 60);
    return total < 86400 ? clock : fmt::format("{}-{}", total / 86400, clock);
}

std::string to_string(Seconds span)
{
    double const s = span.count;
    if (s < 1e-3) {
        return fmt::format("{:.0f} µs", s * 1e6);
    }
    if (s < 1) {
        return fmt::format("{:.0f} ms", s * 1e3);
    }
    if (s < 120) {
        return fmt::format("{:.2f} s", s);
    }
    auto const minutes = static_cast<std::uint64_t>(s / 60);
    return minutes < 120
               ? fmt::format("{} min {:02.0f} s", minutes, s - static_cast<double>(minutes) * 60)
               : fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

}  // namespace atl
