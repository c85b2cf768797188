#include "atoll/drops/plugin.hpp"

ATOLL_PLUGIN({nullptr, nullptr});
