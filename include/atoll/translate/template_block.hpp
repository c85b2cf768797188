#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "atoll/core/ids.hpp"

namespace atl::translate {

/// The drops of one template: one for each index, the last axis running fastest.
struct TemplateBlock {
    static constexpr std::uint32_t no_relation = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t no_section = std::numeric_limits<std::uint32_t>::max();

    TemplateId drop_template;
    std::string head;                 ///< What the oids begin with, up to their last '_'.
    std::string suffix;               ///< What they end with, behind the index path.
    std::vector<std::uint64_t> axes;  ///< Sizes, outermost first.
    /// The outermost axis along which its drops do not wait for each other; axes.size(): none.
    std::uint32_t free_axis{0};
    /// The exclusive force node around its drops (any number that tells it from others) and how
    /// many of the first indexes tell the section's copies apart; no_section: none.
    std::uint32_t section{no_section};
    std::uint32_t section_axes{0};
    std::uint64_t first{0};  ///< Number of its first drop (DropId).
    std::uint64_t count{1};  ///< Product of the axes.
    /// The relation into these drops when they are events between apps; else no_relation.
    std::uint32_t events_of{no_relation};
};

}  // namespace atl::translate
