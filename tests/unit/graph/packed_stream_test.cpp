#include "atoll/graph/packed_stream.hpp"

#include <sstream>

#include "graph/file_text.hpp"

namespace atl::graph {
namespace {

std::string packed(std::string const& text, Packing packing)
{
    std::ostringstream out;
    PackedStream stream{out, packing};
    stream << text;
    stream.finish();
    return out.str();
}

/// Long enough to fill the buffers several times.
std::string long_text()
{
    std::string text;
    for (int i = 0; i < 200'000; ++i) {
        text += std::to_string(i * 7919 % 100'003);
    }
    return text;
}

TEST(PackedStream, gzip_unpacks_to_what_was_written)
{
    auto const text = long_text();
    auto const small = packed(text, Packing::gzip);
    EXPECT_LT(small.size(), text.size());
    EXPECT_EQ(unpack_gzip(small).view(), text);
}

TEST(PackedStream, zstd_unpacks_to_what_was_written)
{
    auto const text = long_text();
    auto const small = packed(text, Packing::zstd);
    EXPECT_LT(small.size(), text.size());
    EXPECT_EQ(unpack_zstd(small).view(), text);
}

TEST(PackedStream, the_suffix_of_a_file_tells_its_packing)
{
    EXPECT_EQ(packing_of("a.graph.gz"), Packing::gzip);
    EXPECT_EQ(packing_of("a.zst"), Packing::zstd);
    EXPECT_EQ(packing_of("-"), Packing::none);
}

}  // namespace
}  // namespace atl::graph
