#include "graph/port_table.hpp"

#include <limits>

#include "atoll/core/error.hpp"

namespace atl::graph {

std::uint16_t PortTable::add(std::uint16_t app_port, std::uint16_t data_port, bool streaming)
{
    auto const key = (static_cast<std::uint64_t>(app_port) << 32U) |
                     (static_cast<std::uint64_t>(data_port) << 1U) | (streaming ? 1U : 0U);
    if (key == last_key_) {
        return last_number_;
    }
    auto const number = static_cast<std::uint16_t>(pairs_.size());
    auto const [entry, is_new] = numbers_.emplace(key, number);
    if (is_new) {
        if (pairs_.size() >= std::numeric_limits<std::uint16_t>::max()) {
            throw Error{ErrorKind::invalid_graph,
                        "more than 65535 different pairs of port names",
                        "name ports after what they carry, not after the drop"};
        }
        pairs_.push_back(
            {std::string{(*names_)[app_port]}, std::string{(*names_)[data_port]}, streaming});
    }
    last_key_ = key;
    return last_number_ = entry->second;
}

}  // namespace atl::graph
