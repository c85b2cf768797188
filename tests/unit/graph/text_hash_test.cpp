#include "graph/text_hash.hpp"

#include <string>

#include <gtest/gtest.h>

namespace atl::graph {
namespace {

TEST(TextHash, stays_the_same_for_texts_of_every_length_and_place)
{
    // Sessions on disk compare hashes that earlier versions wrote.
    std::string letters;
    for (int i = 0; i < 120; ++i) {
        letters += static_cast<char>(i * 37 + 11);
    }
    std::uint64_t words = 0;
    std::uint32_t more = 0;
    for (std::size_t size = 0; size <= 100; ++size) {
        for (std::size_t begin = 0; begin < 8; ++begin) {
            std::string const text = letters.substr(begin, size);
            auto const hash = wide_text_hash(text);
            words = words * 31 + hash.word;
            more = more * 31 + hash.more;
        }
    }
    EXPECT_EQ(words, 0x1d7350cfa3f7f3d6U);
    EXPECT_EQ(more, 0xd20bbbb5U);
}

TEST(TextHash, reads_no_byte_beside_the_text)
{
    std::string const all = "xxxxxxxxabcdefgyyyyyyyy";
    for (std::size_t size = 0; size <= 7; ++size) {
        auto const inside = text_hash(std::string_view{all}.substr(8, size));
        EXPECT_EQ(inside, text_hash(std::string{"abcdefg"}.substr(0, size))) << size;
    }
}

}  // namespace
}  // namespace atl::graph
