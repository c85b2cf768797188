#include "atoll/graph/packed_texts.hpp"

#include <cstring>

namespace atl::graph {
namespace {

constexpr std::size_t stride = 16;
constexpr unsigned char long_mark = 255;  // a length of 32 bits follows
constexpr std::size_t long_length = 1 + sizeof(std::uint32_t);
constexpr std::size_t usual_size = 8;

}  // namespace

void PackedTexts::reserve(std::size_t texts)
{
    letters_.reserve(texts * usual_size);
    starts_.reserve(texts / stride + 1);
}

void PackedTexts::push_back(std::string_view text)
{
    if (size_++ % stride == 0) {
        starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
    }
    if (text.size() < long_mark) {
        letters_.push_back(static_cast<char>(text.size()));
    } else {
        letters_.push_back(static_cast<char>(long_mark));
        auto const length = static_cast<std::uint32_t>(text.size());
        auto const place = letters_.size();
        letters_.resize(place + sizeof length);
        std::memcpy(letters_.data() + place, &length, sizeof length);
    }
    letters_.insert(letters_.end(), text.begin(), text.end());
}

void PackedTexts::shrink_to_fit()
{
    letters_.shrink_to_fit();
    starts_.shrink_to_fit();
}

std::string_view PackedTexts::operator[](std::size_t index) const noexcept
{
    auto text = text_at(starts_[index / stride]);
    for (auto left = index % stride; left > 0; --left) {
        text = text_at(static_cast<std::size_t>(text.data() + text.size() - letters_.data()));
    }
    return text;
}

std::string_view PackedTexts::text_at(std::size_t place) const noexcept
{
    auto const* const begin = letters_.data() + place;
    auto const length = static_cast<unsigned char>(*begin);
    if (length != long_mark) {
        return {begin + 1, length};
    }
    std::uint32_t whole = 0;
    std::memcpy(&whole, begin + 1, sizeof whole);
    return {begin + long_length, whole};
}

}  // namespace atl::graph
