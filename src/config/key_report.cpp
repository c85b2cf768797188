#include "atoll/config/key_report.hpp"

namespace atl::config {

std::string_view to_string(KeyFate fate) noexcept
{
    switch (fate) {
        case KeyFate::honoured:
            return "honoured";
        case KeyFate::adapted:
            return "adapted";
        case KeyFate::ignored:
            return "ignored";
        case KeyFate::overridden:
            return "overridden";
    }
    return "";
}

}  // namespace atl::config
