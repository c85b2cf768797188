#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace atl::translate {

/// How the drops of one block feed those of another, as arithmetic on their indexes.
///
/// Both index spaces begin with `outer` shared values; what follows is `sources` and `targets` long
/// and joined by one of the patterns. Nothing is stored per edge.
struct BlockRelation {
    enum class Pattern : std::uint8_t {
        all,              ///< Every source with every target (broadcast, collect).
        pairwise,         ///< Source i with target i.
        chunks,           ///< Source i with target i / size (gather); the last takes the rest.
        next_iteration,   ///< Source i with target i + 1 within each loop of length size.
        last_iteration,   ///< Sources of the last iteration of a loop of length size with all.
        first_iteration,  ///< All with targets of the first iteration of a loop of length size.
        same_iteration,   ///< Pairs of equal index modulo size.
        table,            ///< Source i with target (*key_of)[i % size] (group-by).
    };

    std::uint32_t from{0};  ///< Block.
    std::uint32_t to{0};    ///< Block.
    std::uint64_t outer{1};
    std::uint64_t sources{1};
    std::uint64_t targets{1};
    Pattern pattern{Pattern::all};
    std::uint64_t size{1};  ///< Length of chunks or loops, entries of the table; >= 1.
    std::shared_ptr<std::vector<std::uint32_t> const> key_of;
    /// The table's inverse (table only, else null): entries of key k are
    /// keys->entries[keys->offsets[k]..keys->offsets[k + 1]). Made by index_keys().
    struct KeyIndex {
        std::vector<std::uint32_t> offsets;
        std::vector<std::uint32_t> entries;
    };
    std::shared_ptr<KeyIndex const> keys;
    std::string from_port;  ///< Names that each side uses; "" when there is none.
    std::string to_port;

    /// How many edges it stands for.
    [[nodiscard]] std::uint64_t edges() const noexcept;

    /// Calls \p emit(source, target) with indexes into the two blocks, sources in ascending order
    /// (targets for first_iteration).
    template <typename Emit>
    void for_each(Emit&& emit) const;

    /// Calls \p emit(target) for each target of \p source, ascending. O(targets of the source).
    template <typename Emit>
    void for_each_target(std::uint64_t source, Emit&& emit) const;

    /// Calls \p emit(source) for each source of \p target, ascending. O(sources of the target).
    /// \pre index_keys() was called when the pattern is `table`.
    template <typename Emit>
    void for_each_source(std::uint64_t target, Emit&& emit) const;

    /// How many sources \p target has. O(1). \pre as for_each_source().
    [[nodiscard]] std::uint64_t source_count(std::uint64_t target) const noexcept;

    /// Number of the first edge of \p source, edges being numbered in the order of for_each():
    /// how many edges the sources before it have.
    [[nodiscard]] std::uint64_t first_edge(std::uint64_t source) const noexcept;
    /// Number of the edge from \p source to \p target. \pre there is one.
    [[nodiscard]] std::uint64_t edge_number(std::uint64_t source,
                                            std::uint64_t target) const noexcept;
    /// The source and the target of edge \p number. O(log sources).
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> edge(std::uint64_t number) const;

    /// Makes `keys` from `key_of`.
    void index_keys();

    /// Whether both join the same pairs of drops by the same rule.
    [[nodiscard]] bool same_edges(BlockRelation const& other) const noexcept;
};

template <typename Emit>
void BlockRelation::for_each(Emit&& emit) const
{
    auto const all_targets = [&](std::uint64_t s, std::uint64_t t0) {
        for (std::uint64_t t = 0; t < targets; ++t) {
            emit(s, t0 + t);
        }
    };
    for (std::uint64_t o = 0; o < outer; ++o) {
        auto const s0 = o * sources;
        auto const t0 = o * targets;
        for (std::uint64_t i = 0; i < sources; ++i) {
            auto const s = s0 + i;
            switch (pattern) {
                case Pattern::all:
                    all_targets(s, t0);
                    break;
                case Pattern::pairwise:
                    emit(s, t0 + i);
                    break;
                case Pattern::chunks:
                    emit(s, t0 + std::min(i / size, targets - 1));
                    break;
                case Pattern::next_iteration:
                    if (i % size + 1 != size) {
                        emit(s, t0 + i + 1);
                    }
                    break;
                case Pattern::last_iteration:
                    if (i % size + 1 == size) {
                        all_targets(s, t0);
                    }
                    break;
                case Pattern::first_iteration:
                    for (std::uint64_t t = 0; t < targets; t += size) {
                        emit(s, t0 + t);
                    }
                    break;
                case Pattern::same_iteration:
                    for (std::uint64_t t = i % size; t < targets; t += size) {
                        emit(s, t0 + t);
                    }
                    break;
                case Pattern::table:
                    emit(s, t0 + (*key_of)[i % size]);
                    break;
            }
        }
    }
}

template <typename Emit>
void BlockRelation::for_each_target(std::uint64_t source, Emit&& emit) const
{
    auto const o = source / sources;
    auto const i = source % sources;
    auto const t0 = o * targets;
    auto const every = [&](std::uint64_t first, std::uint64_t step) {
        for (std::uint64_t t = first; t < targets; t += step) {
            emit(t0 + t);
        }
    };
    switch (pattern) {
        case Pattern::all:
            return every(0, 1);
        case Pattern::pairwise:
            return emit(t0 + i);
        case Pattern::chunks:
            return emit(t0 + std::min(i / size, targets - 1));
        case Pattern::next_iteration:
            return i % size + 1 != size ? emit(t0 + i + 1) : void();
        case Pattern::last_iteration:
            return i % size + 1 == size ? every(0, 1) : void();
        case Pattern::first_iteration:
            return every(0, size);
        case Pattern::same_iteration:
            return every(i % size, size);
        case Pattern::table:
            return emit(t0 + (*key_of)[i % size]);
    }
}

template <typename Emit>
void BlockRelation::for_each_source(std::uint64_t target, Emit&& emit) const
{
    auto const o = target / targets;
    auto const t = target % targets;
    auto const s0 = o * sources;
    auto const every = [&](std::uint64_t first, std::uint64_t end, std::uint64_t step) {
        for (std::uint64_t i = first; i < end; i += step) {
            emit(s0 + i);
        }
    };
    switch (pattern) {
        case Pattern::all:
            return every(0, sources, 1);
        case Pattern::pairwise:
            return emit(s0 + t);
        case Pattern::chunks:
            return every(std::min(t * size, sources),
                         t + 1 == targets ? sources : std::min((t + 1) * size, sources),
                         1);
        case Pattern::next_iteration:
            return t % size != 0 ? emit(s0 + t - 1) : void();
        case Pattern::last_iteration:
            return every(size - 1, sources, size);
        case Pattern::first_iteration:
            return t % size == 0 ? every(0, sources, 1) : void();
        case Pattern::same_iteration:
            return every(t % size, sources, size);
        case Pattern::table:
            for (std::uint64_t round = 0; round < sources; round += size) {
                for (auto k = keys->offsets[t]; k < keys->offsets[t + 1]; ++k) {
                    emit(s0 + round + keys->entries[k]);
                }
            }
            return;
    }
}

}  // namespace atl::translate
