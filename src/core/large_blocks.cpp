// Replaces the global operator new: large blocks stand on huge pages, where the kernel has them.
//
// Big graphs live in few large arrays that are filled once. With pages of 4 KiB, most of the time
// of loading one went into page faults (docs/adr/0059). Sanitizers bring an operator new of their
// own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <cstdlib>
#include <new>

#include <sys/mman.h>

namespace {

constexpr std::size_t huge_page = std::size_t{2}
                                  << 20U;  // of x86-64, and of AArch64 with pages of 4 KiB
constexpr std::size_t large = 2 * huge_page;

void* allocate(std::size_t size) noexcept
{
    if (size < large) {
        return std::malloc(size == 0 ? 1 : size);
    }
    auto const whole_pages = (size + huge_page - 1) / huge_page * huge_page;
    // So large a size wraps around: malloc() refuses it.
    auto* const block = whole_pages < size ? nullptr : std::aligned_alloc(huge_page, whole_pages);
    if (block != nullptr) {
        static_cast<void>(
            ::madvise(block, whole_pages, MADV_HUGEPAGE));  // advice: it may be refused
    }
    return block;
}

}  // namespace

// Weak: a program may bring its own, as the test does that counts allocations.
[[gnu::weak]] void* operator new(std::size_t size)
{
    for (;;) {
        if (auto* const block = allocate(size)) {
            return block;
        }
        auto* const handler = std::get_new_handler();
        if (handler == nullptr) {
            throw std::bad_alloc{};
        }
        handler();
    }
}

[[gnu::weak]] void operator delete(void* block) noexcept
{
    std::free(block);
}

[[gnu::weak]] void operator delete(void* block, std::size_t /*size*/) noexcept
{
    std::free(block);
}

#endif
