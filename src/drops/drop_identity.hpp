#pragma once

#include <string>
#include <string_view>

namespace atl::drops {

/// How graph and user call one drop.
struct DropIdentity {
    std::string uid;
    std::string name;  ///< Of its template; may be empty.
    std::string iid;   ///< Index path, for instance "0-3-1".
};

/// \p uid as a file name: what no file name may hold, or a person would have to quote, becomes '_'.
/// ':' and '/' count as '_', as in DALiuGE; uids that differ in more stay different; over-long ones
/// are cut and made unique by a hash.
[[nodiscard]] std::string file_name_of(std::string_view uid);

/// The same, and unlike that of every other uid: those with ':' or '/' in them get a hash, too.
[[nodiscard]] std::string distinct_file_name_of(std::string_view uid);

/// 16 hexadecimal digits that differ for different texts (FNV-1a; not cryptographic).
[[nodiscard]] std::string short_hash(std::string_view text);

}  // namespace atl::drops
