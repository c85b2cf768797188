#include "atoll/core/diagnostics.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace atl {
namespace {

constexpr std::array<std::string_view, 3> severity_names{"note", "warning", "error"};

std::size_t index_of(Severity severity)
{
    return static_cast<std::size_t>(severity);
}

std::string plural(std::size_t count, std::string_view noun)
{
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

void Diagnostics::add(Problem problem)
{
    auto& count = counts_[index_of(problem.severity)];
    if (count < kept_per_severity) {
        problems_.push_back(std::move(problem));
    }
    ++count;
}

void Diagnostics::error(std::string where, std::string what, std::string hint)
{
    add({Severity::error, std::move(where), std::move(what), std::move(hint)});
}

void Diagnostics::warning(std::string where, std::string what, std::string hint)
{
    add({Severity::warning, std::move(where), std::move(what), std::move(hint)});
}

void Diagnostics::note(std::string where, std::string what, std::string hint)
{
    add({Severity::note, std::move(where), std::move(what), std::move(hint)});
}

std::size_t Diagnostics::count(Severity severity) const noexcept
{
    return counts_[index_of(severity)];
}

std::string Diagnostics::render() const
{
    std::string text;
    for (auto const& problem : problems_) {
        text += fmt::format("{}: {}: {}\n",
                            severity_names[index_of(problem.severity)],
                            problem.where,
                            problem.what);
        if (!problem.hint.empty()) {
            text += fmt::format("  hint: {}\n", problem.hint);
        }
    }
    for (auto const severity : {Severity::error, Severity::warning, Severity::note}) {
        if (count(severity) > kept_per_severity) {
            text += fmt::format("... and {}\n",
                                plural(count(severity) - kept_per_severity,
                                       fmt::format("more {}", severity_names[index_of(severity)])));
        }
    }
    return text;
}

void Diagnostics::throw_if_errors(ErrorKind kind, std::string const& subject) const
{
    if (!has_errors()) {
        return;
    }
    auto text =
        fmt::format("{} in '{}'\n{}", plural(count(Severity::error), "error"), subject, render());
    text.pop_back();
    throw Error{kind, std::move(text)};
}

}  // namespace atl
