#include "log_file_reader.hpp"

#include <array>
#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::session {
namespace {

constexpr std::size_t entries_at_once = 4096;

[[nodiscard]] bool read_exactly(int file, std::uint64_t offset, void* target, std::size_t size)
{
    return ::pread(file, target, size, static_cast<off_t>(offset)) == static_cast<ssize_t>(size);
}

/// Whether \p file starts as \p signature says; a file that is still empty does.
[[nodiscard]] bool has_signature(int file, std::string_view signature)
{
    LogFileHead head{};
    auto const count = ::pread(file, &head, sizeof head, 0);
    return count == 0 ||
           std::string_view{head.signature.data(), head.signature.size()} == signature;
}

}  // namespace

LogFileReader::LogFileReader(std::filesystem::path const& file)
    : log_(::open(file.c_str(), O_RDONLY | O_CLOEXEC))
{
    if (log_ < 0) {
        throw Error{ErrorKind::io,
                    fmt::format("'{}' cannot be opened ({})", file.string(), errno_text(errno))};
    }
    if (!has_signature(log_, log_signature)) {
        ::close(log_);
        throw Error{ErrorKind::io,
                    fmt::format("'{}' is not a log of this version of Atoll", file.string())};
    }
    index_ = ::open(index_file(file).c_str(), O_RDONLY | O_CLOEXEC);
    if (index_ >= 0 && !has_signature(index_, index_signature)) {
        ::close(index_);  // everything can be found without it
        index_ = -1;
    }
}

LogFileReader::~LogFileReader()
{
    ::close(log_);
    if (index_ >= 0) {
        ::close(index_);
    }
}

void LogFileReader::read_new(std::string_view drop, Show const& show)
{
    if (!drop.empty() && index_ >= 0) {
        read_indexed(drop, show);
    }
    Frame frame;
    while (load(covered_, frame)) {
        covered_ += frame.header.frame_size();
        if (drop.empty() || frame.uid == drop) {
            show(frame);
        }
    }
}

void LogFileReader::read_indexed(std::string_view drop, Show const& show)
{
    auto const wanted = hash_of(drop);
    std::vector<IndexEntry> entries(entries_at_once);
    Frame frame;
    while (true) {
        auto const size = ::pread(index_,
                                  entries.data(),
                                  entries.size() * sizeof(IndexEntry),
                                  static_cast<off_t>(index_position_));
        auto const count = size > 0 ? static_cast<std::size_t>(size) / sizeof(IndexEntry) : 0;
        for (std::size_t i = 0; i < count; ++i) {
            auto const& entry = entries[i];
            if (entry.offset < covered_) {
                continue;
            }
            covered_ = entry.offset + entry.size;
            if (entry.uid_hash == wanted && load(entry.offset, frame) && frame.uid == drop) {
                show(frame);
            }
        }
        index_position_ += count * sizeof(IndexEntry);
        if (count == 0) {
            return;
        }
    }
}

bool LogFileReader::load(std::uint64_t offset, Frame& frame)
{
    if (!read_exactly(log_, offset, &frame.header, sizeof frame.header) ||
        frame.header.magic != frame_magic) {
        return false;
    }
    // The uid first: its check guards the size of the payload, before memory is taken for it.
    buffer_.resize(frame.header.uid_size);
    if (!read_exactly(log_, offset + sizeof frame.header, buffer_.data(), buffer_.size()) ||
        check_of(frame.header, buffer_) != frame.header.check) {
        return false;
    }
    buffer_.resize(frame.header.uid_size + frame.header.payload_size);
    auto const payload_at = offset + sizeof frame.header + frame.header.uid_size;
    if (!read_exactly(
            log_, payload_at, buffer_.data() + frame.header.uid_size, frame.header.payload_size)) {
        return false;
    }
    std::string_view const all{buffer_};
    frame.uid = all.substr(0, frame.header.uid_size);
    frame.payload = all.substr(frame.header.uid_size);
    return true;
}

}  // namespace atl::session
