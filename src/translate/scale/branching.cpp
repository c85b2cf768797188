#include "atoll/translate/branching.hpp"

namespace atl::translate {

bool may_branch(graph::DropTemplate const& drop) noexcept
{
    using graph::Component;
    switch (drop.component) {
        case Component::simple_branch_app:
        case Component::plugin_app:
        case Component::python_app:
        case Component::external_app:
            return true;
        default:
            return false;
    }
}

}  // namespace atl::translate
