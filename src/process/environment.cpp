#include "environment.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <unistd.h>

namespace atl::process {
namespace {

constexpr std::array<std::string_view, 12> launcher_prefixes{
    "OMPI_COMM_WORLD_",
    "OMPI_MCA_ess",
    "OMPI_MCA_orte",
    "OMPI_MCA_pmix",
    "OMPI_MCA_initial",
    "OMPI_APP_CTX",
    "OMPI_FIRST_",
    "OMPI_NUM_APP",
    "OMPI_UNIVERSE",
    "OMPI_FILE_",
    "PMI",
    "PRTE_",
};

[[nodiscard]] bool has_name(std::string_view variable, std::string_view name)
{
    return variable.size() > name.size() && variable[name.size()] == '=' &&
           variable.starts_with(name);
}

}  // namespace

Environment own_environment()
{
    Environment result;
    for (char* const* variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
        result.emplace_back(*variable);
    }
    return result;
}

Environment without_launcher_variables(Environment environment)
{
    std::erase_if(environment, [](std::string const& variable) {
        return std::ranges::any_of(launcher_prefixes, [&](std::string_view prefix) {
            return variable.starts_with(prefix);
        });
    });
    return environment;
}

void apply(std::vector<EnvironmentEdit> const& edits, Environment& environment)
{
    for (auto const& edit : edits) {
        std::erase_if(environment,
                      [&](std::string const& variable) { return has_name(variable, edit.name); });
        if (edit.value) {
            environment.push_back(edit.name + "=" + *edit.value);
        }
    }
}

std::vector<char*> pointers(std::vector<std::string> const& texts)
{
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    for (auto const& text : texts) {
        // execve takes char* for historical reasons; it writes nothing there.
        result.push_back(
            const_cast<char*>(text.c_str()));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    }
    result.push_back(nullptr);
    return result;
}

}  // namespace atl::process
