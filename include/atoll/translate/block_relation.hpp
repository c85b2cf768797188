#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
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
    std::string from_port;  ///< Names that each side uses; "" when there is none.
    std::string to_port;

    /// How many edges it stands for.
    [[nodiscard]] std::uint64_t edges() const noexcept;

    /// Calls \p emit(source, target) with indexes into the two blocks, sources in ascending order
    /// (targets for first_iteration).
    template <typename Emit>
    void for_each(Emit&& emit) const;
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

}  // namespace atl::translate
