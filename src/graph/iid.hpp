#pragma once

#include <string_view>

namespace atl::graph {

/// Number of letters of \p oid up to and including its last '_'; 0 when it has none.
[[nodiscard]] inline std::size_t head_size(std::string_view oid) noexcept
{
    auto const underscore = oid.rfind('_');
    return underscore == std::string_view::npos ? 0 : underscore + 1;
}

/// The index path at the start of an oid's tail, for instance "0-3" of "0-3-grp-data"; "0" when
/// there is none. Indexes are separated by '-', in old graphs by '/'.
[[nodiscard]] inline std::string_view index_path(std::string_view tail) noexcept
{
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t end = 0;  // of the last whole index
    for (std::size_t i = 0; i < tail.size() && is_digit(tail[i]); ++i) {
        while (i < tail.size() && is_digit(tail[i])) {
            ++i;
        }
        if (i < tail.size() && tail[i] != '-' && tail[i] != '/') {
            break;
        }
        end = i;
    }
    return end == 0 ? std::string_view{"0"} : tail.substr(0, end);
}

}  // namespace atl::graph
