#pragma once

namespace atl::contracts {

/// Reports a broken contract with its place; never returns.
[[noreturn]] void fail(char const* what,
                       char const* condition,
                       char const* file,
                       int line) noexcept;

}  // namespace atl::contracts

/// A promise whose breach is our own mistake. Checked in debug builds; free in release builds.
#ifdef NDEBUG
#define ATOLL_CONTRACT_(what, condition) static_cast<void>(0)
#else
#define ATOLL_CONTRACT_(what, condition) \
    ((condition) ? static_cast<void>(0)  \
                 : ::atl::contracts::fail(what, #condition, __FILE__, __LINE__))
#endif

#define ATOLL_EXPECT(condition) ATOLL_CONTRACT_("precondition", condition)
#define ATOLL_ASSERT(condition) ATOLL_CONTRACT_("invariant", condition)
#define ATOLL_ENSURE(condition) ATOLL_CONTRACT_("postcondition", condition)
