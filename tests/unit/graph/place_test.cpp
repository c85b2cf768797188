#include "atoll/graph/place.hpp"

namespace atl::graph {
namespace {

TEST(Place, names_file_pointer_and_drop)
{
    Place const place{"g.json", "/3", "x_0"};
    EXPECT_EQ(place.text(), "g.json: /3 (drop 'x_0')");
    EXPECT_EQ(place.text("n_tries"), "g.json: /3/n_tries (drop 'x_0')");
}

TEST(Place, escapes_keys_as_json_pointers_do_and_leaves_out_a_missing_oid)
{
    EXPECT_EQ((Place{"g.json", "", ""}.text("a/b~c")), "g.json: /a~1b~0c");
}

}  // namespace
}  // namespace atl::graph
