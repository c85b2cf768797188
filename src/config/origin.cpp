#include "atoll/config/origin.hpp"

#include <fmt/format.h>

namespace atl::config {

std::string to_string(Origin const& origin)
{
    return origin.line == 0 ? origin.source
                            : fmt::format("{}:{}:{}", origin.source, origin.line, origin.column);
}

}  // namespace atl::config
