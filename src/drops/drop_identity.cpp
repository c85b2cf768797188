#include "drops/drop_identity.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace atl::drops {
namespace {

// A name may have 255 bytes on all file systems; the rest is for suffixes.
constexpr std::size_t longest_name = 200;

bool is_plain_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '+' || c == '=' || c == ',' || c == '#';
}

}  // namespace

std::string file_name_of(std::string_view uid)
{
    std::string name{uid};
    bool distinct = true;
    for (char& c : name) {
        // ':' and '/' become '_' as in DALiuGE and are what uids hold in practice.
        if (!is_plain_character(c)) {
            distinct = distinct && (c == ':' || c == '/');
            c = '_';
        }
    }
    if (name.size() > longest_name) {
        name.resize(longest_name);
        distinct = false;
    }
    if (name.empty() || name == "." || name == ".." || !distinct) {
        name += "-" + short_hash(uid);
    }
    return name;
}

std::string distinct_file_name_of(std::string_view uid)
{
    auto name = file_name_of(uid);
    return name == uid ? name : name + "-" + short_hash(uid);
}

std::string short_hash(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (char const c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return fmt::format("{:016x}", hash);
}

}  // namespace atl::drops
