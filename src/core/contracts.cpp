#include "atoll/core/contracts.hpp"

#include <cstdio>
#include <cstdlib>

namespace atl::contracts {

void fail(char const* what, char const* condition, char const* file, int line) noexcept
{
    static_cast<void>(std::fprintf(
        stderr, "internal error: %s '%s' does not hold (%s:%d)\n", what, condition, file, line));
    std::abort();
}

}  // namespace atl::contracts
