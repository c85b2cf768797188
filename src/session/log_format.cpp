#include "log_format.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace atl::session {
namespace {

template <typename Word>
[[nodiscard]] Word fnv1a(Word hash, Word prime, std::string_view bytes) noexcept
{
    for (char const c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    }
    return hash;
}

}  // namespace

LogFileHead file_head(std::string_view signature, RankId rank)
{
    LogFileHead head{{}, rank.value, 0};
    std::ranges::copy(signature, head.signature.begin());
    return head;
}

std::uint64_t hash_of(std::string_view uid) noexcept
{
    return fnv1a<std::uint64_t>(0xcbf29ce484222325, 0x100000001b3, uid);
}

std::uint32_t check_of(FrameHeader const& header, std::string_view uid) noexcept
{
    constexpr std::uint32_t prime = 0x01000193;
    std::string_view const checked{reinterpret_cast<char const*>(&header),
                                   offsetof(FrameHeader, check)};
    return fnv1a<std::uint32_t>(fnv1a<std::uint32_t>(0x811c9dc5, prime, checked), prime, uid);
}

std::filesystem::path log_file(std::filesystem::path const& folder, RankId rank)
{
    return folder / fmt::format("output-{:05}.log", rank.value);
}

std::filesystem::path index_file(std::filesystem::path const& log_file)
{
    auto index = log_file;
    return index.replace_extension(".idx");
}

}  // namespace atl::session
