#include "atoll/graph/packed_texts.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace atl::graph {
namespace {

TEST(PackedTexts, give_back_what_was_put_in)
{
    PackedTexts packed;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 100; ++i) {
        texts.emplace_back(i * 7, static_cast<char>('a' + i % 26));  // 0 to 693 letters
        packed.push_back(texts.back());
    }
    packed.shrink_to_fit();
    ASSERT_EQ(packed.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(packed[i], texts[i]) << i;
    }
}

TEST(PackedTexts, know_every_length_around_that_of_one_byte)
{
    PackedTexts packed;
    for (std::size_t const size : {253U, 254U, 255U, 256U, 65536U}) {
        packed.push_back(std::string(size, 'x'));
        EXPECT_EQ(packed[packed.size() - 1].size(), size);
    }
}

TEST(PackedTexts, take_little_beside_their_letters)
{
    PackedTexts packed;
    for (int i = 0; i < 1600; ++i) {
        packed.push_back("123456");
    }
    EXPECT_EQ(packed.bytes(), 1600U * 7);
}

}  // namespace
}  // namespace atl::graph
