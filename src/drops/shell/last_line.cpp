#include "drops/shell/last_line.hpp"

#include <utility>

namespace atl::drops {
namespace {

bool is_blank(std::string_view line)
{
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

void LastLine::add(std::string_view piece)
{
    for (char const c : piece) {
        if (c == '\n') {
            if (!is_blank(growing_)) {
                complete_ = std::exchange(growing_, {});
            }
            growing_.clear();
        } else if (growing_.size() < longest) {
            growing_ += c;
        }
    }
}

std::string LastLine::text() const
{
    auto const& line = is_blank(growing_) ? complete_ : growing_;
    return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

}  // namespace atl::drops
