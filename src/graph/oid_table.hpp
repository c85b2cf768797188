#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace atl::graph {

/// Every oid that a text mentions, by number, and the drop that it turned out to name.
///
/// Oids are told apart by 96-bit hashes: among 100 million, two are mistaken for one another with a
/// probability below 10^-12.
class OidTable {
  public:
    static constexpr std::uint32_t undefined = 0xffffffff;  ///< No drop of this oid so far.
    static constexpr std::uint32_t ignored = 0xfffffffe;    ///< It names a comment or the like.

    struct Entry {
        std::uint32_t drop{undefined};
        std::uint32_t first_mention{0};  ///< Place in the text, bytes.
    };

    /// Makes room for \p oids of them.
    explicit OidTable(std::size_t oids);

    /// Number of \p oid; \p place is where the text mentions it.
    std::uint32_t add(std::string_view oid, std::uint32_t place);

    [[nodiscard]] Entry& operator[](std::uint32_t number) noexcept { return entries_[number]; }
    [[nodiscard]] Entry const& operator[](std::uint32_t number) const noexcept
    {
        return entries_[number];
    }

  private:
    void grow();

    struct Slot {
        std::uint64_t hash{0};
        std::uint32_t more_of_hash{0};
        std::uint32_t number_plus_one{0};  ///< 0: free.
    };
    std::vector<Slot> slots_;
    std::vector<Entry> entries_;
};

}  // namespace atl::graph
