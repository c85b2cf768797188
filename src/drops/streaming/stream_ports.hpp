#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "drops/streaming/broadcast.hpp"
#include "drops/streaming/channel.hpp"

namespace atl::drops {

/// The streams of one try of an app, by the local index of the data drop.
struct StreamPorts {
    std::map<std::uint32_t, std::shared_ptr<Channel>> inputs;
    std::map<std::uint32_t, std::shared_ptr<Broadcast>> outputs;
};

}  // namespace atl::drops
