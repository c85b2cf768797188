#include "journal/journal_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::journal {

std::optional<JournalFile> parse_segment_name(std::filesystem::path const& path)
{
    if (path.extension() != ".atj") {
        return std::nullopt;
    }
    auto const stem = path.stem().string();
    std::array<std::uint32_t, 3> numbers{};
    auto const* at = stem.data();
    auto const* const end = stem.data() + stem.size();
    for (auto& number : numbers) {
        if (&number != numbers.data()) {
            if (at == end || *at != '-') {
                return std::nullopt;
            }
            ++at;
        }
        auto const [next, problem] = std::from_chars(at, end, number);
        if (problem != std::errc{}) {
            return std::nullopt;
        }
        at = next;
    }
    if (at != end) {
        return std::nullopt;
    }
    return JournalFile{numbers[0], numbers[1], numbers[2], path};
}

std::vector<JournalFile> list_segments(std::filesystem::path const& folder)
{
    std::vector<JournalFile> files;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry{folder, failure}, end; !failure && entry != end;
         entry.increment(failure)) {
        if (auto file = parse_segment_name(entry->path())) {
            files.push_back(std::move(*file));
        }
    }
    std::ranges::sort(files);
    return files;
}

Bytes read_bytes(std::filesystem::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    std::error_code failure;
    auto const size = std::filesystem::file_size(file, failure);
    Bytes bytes(failure ? 0 : size);
    if (in && !bytes.empty()) {
        in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        bytes.resize(static_cast<std::size_t>(in.gcount()));
    }
    if (failure || !in.is_open() || in.bad()) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot read '{}' ({})",
                                file.string(),
                                failure ? failure.message() : errno_text(errno))};
    }
    return bytes;
}

}  // namespace atl::journal
