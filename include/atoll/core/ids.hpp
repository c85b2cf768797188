#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace atl {

/// A 32-bit number that counts one kind of thing and cannot be mixed up with another.
template <typename Tag>
struct Id {
    std::uint32_t value{0};

    constexpr Id() noexcept = default;
    constexpr explicit Id(std::uint32_t number) noexcept : value(number) {}
    /// Position in an array that is indexed by this id.
    [[nodiscard]] constexpr std::size_t index() const noexcept { return value; }

    friend constexpr auto operator<=>(Id, Id) noexcept = default;
};

/// A drop of the whole physical graph, 0..drops-1 in the order of the graph file.
using DropId = Id<struct DropTag>;
/// What drops that differ only in identity share.
using TemplateId = Id<struct TemplateTag>;
/// A process of the MPI world: 0 is the island manager.
using RankId = Id<struct RankTag>;
/// A unit of placement: a set of drops that live on one rank.
using PartitionId = Id<struct PartitionTag>;

}  // namespace atl

template <typename Tag>
struct std::hash<atl::Id<Tag>> {
    std::size_t operator()(atl::Id<Tag> id) const noexcept { return id.value; }
};
