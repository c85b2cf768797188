#include "comm/link/frame.hpp"

#include <algorithm>

namespace atl::comm {
namespace {

Frame frame_of(std::span<std::byte const> bytes)
{
    return {static_cast<FrameKind>(bytes[4]), bytes.subspan(frame_header_size)};
}

}  // namespace

std::optional<std::size_t> FrameReader::whole_size(std::span<std::byte const> header)
{
    WireReader reader{header};
    auto const size = reader.get<std::uint32_t>();
    auto const kind = reader.get<std::uint8_t>();
    if (kind < static_cast<std::uint8_t>(FrameKind::hello) ||
        kind > static_cast<std::uint8_t>(FrameKind::close)) {
        problem_ = "a frame of unknown kind";
        return std::nullopt;
    }
    if (size > limit_) {
        problem_ = "a frame that is too large";
        return std::nullopt;
    }
    return frame_header_size + size;
}

void FrameReader::keep(std::span<std::byte const>& input, std::size_t until)
{
    auto const count = std::min(until - std::min(until, pending_.size()), input.size());
    pending_.insert(pending_.end(), input.begin(), input.begin() + static_cast<long>(count));
    input = input.subspan(count);
}

std::optional<Frame> FrameReader::next(std::span<std::byte const>& input)
{
    if (handed_out_) {
        pending_.clear();
        handed_out_ = false;
    }
    if (!problem_.empty()) {
        return std::nullopt;
    }
    if (pending_.empty() && input.size() >= frame_header_size) {
        auto const size = whole_size(input.first(frame_header_size));
        if (size && input.size() >= *size) {
            auto const bytes = input.first(*size);
            input = input.subspan(*size);
            return frame_of(bytes);
        }
        if (!size) {
            return std::nullopt;
        }
    }
    keep(input, frame_header_size);
    if (pending_.size() < frame_header_size) {
        return std::nullopt;
    }
    auto const size = whole_size(std::span{pending_}.first(frame_header_size));
    if (!size) {
        return std::nullopt;
    }
    keep(input, *size);
    if (pending_.size() < *size) {
        return std::nullopt;
    }
    handed_out_ = true;
    return frame_of(pending_);
}

}  // namespace atl::comm
