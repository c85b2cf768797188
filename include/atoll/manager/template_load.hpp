#pragma once

#include <cstdint>
#include <vector>

#include "atoll/comm/byte_io.hpp"

namespace atl::manager {

/// Apps of one template that a rank has yet to run, and how long one of them takes.
struct TemplateLoad {
    std::uint64_t ready{0};    ///< Could start now if there were CPUs.
    std::uint64_t soon{0};     ///< Wait for nothing but apps that run.
    std::uint64_t each_us{0};  ///< Measured, or expected by the graph; 0: not known.
    std::uint32_t cpus{1};     ///< Of each.

    friend bool operator==(TemplateLoad const&, TemplateLoad const&) = default;
};

/// They follow the Progress of a rank in its message, docs/reference/messages.md.
void put_loads(comm::ByteWriter& out, std::vector<TemplateLoad> const& loads);
[[nodiscard]] std::vector<TemplateLoad> get_loads(comm::ByteReader& in);

}  // namespace atl::manager
