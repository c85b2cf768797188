#include "atoll/drops/staging_key.hpp"

#include <fmt/format.h>

namespace atl::drops {
namespace {

constexpr std::string_view epoch_prefix = "-epoch-";

}  // namespace

// The first epoch has no mark: most sessions have no other.
std::string owner_staging(std::uint32_t epoch)
{
    return epoch <= 1 ? std::string{} : fmt::format("{}{}", epoch_prefix, epoch);
}

bool is_owner_staging(std::string_view key) noexcept
{
    return key.empty() || key.starts_with(epoch_prefix);
}

}  // namespace atl::drops
