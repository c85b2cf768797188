#include "atoll/drops/app_drop.hpp"

namespace atl::drops {

Input* AppContext::input(std::string_view name) const
{
    for (auto* const input : inputs()) {
        if (input->port() == name) {
            return input;
        }
    }
    return nullptr;
}

Output* AppContext::output(std::string_view name) const
{
    for (auto* const output : outputs()) {
        if (output->port() == name) {
            return output;
        }
    }
    return nullptr;
}

std::vector<std::string> AppContext::successors() const
{
    std::vector<std::string> uids;
    for (auto const* const output : outputs()) {
        uids.push_back(output->uid());
    }
    return uids;
}

}  // namespace atl::drops
