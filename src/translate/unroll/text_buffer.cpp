#include "translate/unroll/text_buffer.hpp"

#include <utility>

namespace atl::translate {

TextBuffer::TextBuffer(std::size_t capacity) : letters_(new char[capacity]), capacity_(capacity) {}

void TextBuffer::grow(std::size_t more)
{
    auto const capacity = 2 * (capacity_ + more);
    std::unique_ptr<char[]> letters{new char[capacity]};
    std::memcpy(letters.get(), letters_.get(), size_);
    letters_ = std::move(letters);
    capacity_ = capacity;
}

}  // namespace atl::translate
