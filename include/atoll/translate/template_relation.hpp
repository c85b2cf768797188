#pragma once

#include <cstdint>

#include "atoll/translate/block_relation.hpp"
#include "atoll/translate/index_range.hpp"

namespace atl::translate {

/// How the drops of one block of a TemplateGraph feed those of another.
///
/// Where two apps are linked, the drops of an event block stand between them, one for each edge of
/// `pairs` in the order of its edges.
struct TemplateRelation {
    enum class Form : std::uint8_t {
        direct,       ///< `pairs` says it.
        into_events,  ///< From the sources of `pairs` to the events that stand for its edges.
        from_events,  ///< From these events to the targets of `pairs`.
    };

    std::uint32_t from{0};   ///< Block of the graph.
    std::uint32_t to{0};     ///< Block of the graph.
    std::uint16_t ports{0};  ///< Index into TemplateGraph::port_pairs().
    Form form{Form::direct};
    BlockRelation pairs;  ///< Its own `from` and `to` do not count.

    /// Calls \p emit(index in `to`) for each successor of drop \p source of `from`, ascending.
    template <typename Emit>
    void for_each_target(std::uint64_t source, Emit&& emit) const;
    /// Calls \p emit(index in `from`) for each predecessor of drop \p target of `to`, ascending.
    template <typename Emit>
    void for_each_source(std::uint64_t target, Emit&& emit) const;

    /// How many predecessors drop \p target of `to` has. O(1).
    [[nodiscard]] std::uint64_t source_count(std::uint64_t target) const;

    /// Whether all drops of `to` surely have the same number of predecessors by it.
    [[nodiscard]] bool feeds_all_alike() const noexcept;

    /// Where the successors of the drops of \p sources lie; may hold more than them.
    [[nodiscard]] IndexRange targets_of(IndexRange sources) const;
    /// Where the predecessors of the drops of \p targets lie; may hold more than them.
    [[nodiscard]] IndexRange sources_of(IndexRange targets) const;
};

template <typename Emit>
void TemplateRelation::for_each_target(std::uint64_t source, Emit&& emit) const
{
    switch (form) {
        case Form::direct:
            return pairs.for_each_target(source, emit);
        case Form::into_events: {
            auto number = pairs.first_edge(source);
            return pairs.for_each_target(source, [&](std::uint64_t) { emit(number++); });
        }
        case Form::from_events:
            return emit(pairs.edge(source).second);
    }
}

template <typename Emit>
void TemplateRelation::for_each_source(std::uint64_t target, Emit&& emit) const
{
    switch (form) {
        case Form::direct:
            return pairs.for_each_source(target, emit);
        case Form::into_events:
            return emit(pairs.edge(target).first);
        case Form::from_events:
            return pairs.for_each_source(
                target, [&](std::uint64_t source) { emit(pairs.edge_number(source, target)); });
    }
}

}  // namespace atl::translate
