#include "graph/dialect.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace atl::graph {
namespace {

bool equal_without_case(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

using R = DropRole;

constexpr std::array<std::pair<std::string_view, DropRole>, 23> roles{{
    {"Data", R::data},
    {"Application", R::app},
    {"Socket", R::socket},
    {"Container", R::container},
    {"Service", R::service},
    {"Control", R::app},
    {"Other", R::ignored},
    {"plain", R::data},
    {"dataclass", R::data},
    {"DataDrop", R::data},
    {"app", R::app},
    {"appclass", R::app},
    {"ApplicationDrop", R::app},
    {"serviceapp", R::service},
    {"Unknown", R::unknown},
    {"Comment", R::ignored},
    {"Description", R::ignored},
    {"Variables", R::ignored},
    {"GlobalVariable", R::ignored},
    {"GlobalVariables", R::ignored},
    {"EnvironmentVariables", R::ignored},
    {"Visual", R::ignored},
    {"None", R::ignored},
}};

constexpr auto role_words = [] {
    std::array<std::string_view, roles.size()> result;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        result[i] = roles[i].first;
    }
    return result;
}();

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> storages{{
    {"Memory", "dlg.data.drops.memory.InMemoryDROP"},
    {"PythonObject", "dlg.data.drops.memory.InMemoryDROP"},
    {"SharedMemory", "dlg.data.drops.memory.SharedMemoryDROP"},
    {"Plasma", "dlg.data.drops.memory.SharedMemoryDROP"},
    {"PlasmaFlight", "dlg.data.drops.memory.SharedMemoryDROP"},
    {"Directory", "dlg.data.drops.directory.DirectoryDROP"},
    {"NGAS", "dlg.data.drops.ngas.NgasDROP"},
    {"null", "dlg.data.drops.data_base.NullDROP"},
    {"json", "dlg.data.drops.json_drop.JsonDROP"},
    {"ParameterSet", "dlg.data.drops.parset_drop.ParameterSetDROP"},
    {"S3", "dlg.data.drops.s3_drop.S3DROP"},
    {"RDBMS", "dlg.data.drops.rdbms.RDBMSDrop"},
    {"EnvironmentVariables", "dlg.data.drops.environmentvar_drop.EnvironmentVarDROP"},
}};

}  // namespace

std::optional<DropRole> role_of(std::string_view category) noexcept
{
    for (auto const& [word, role] : roles) {
        if (equal_without_case(word, category)) {
            return role;
        }
    }
    return std::nullopt;
}

std::string_view class_of_storage(std::string_view storage) noexcept
{
    for (auto const& [word, dropclass] : storages) {
        if (equal_without_case(word, storage)) {
            return dropclass;
        }
    }
    return "dlg.data.drops.file.FileDROP";
}

std::span<std::string_view const> category_words() noexcept
{
    return role_words;
}

}  // namespace atl::graph
