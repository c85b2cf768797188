#include "graph/field_kind.hpp"

#include <string>

namespace atl::graph {
namespace {

FieldKind kind(std::string key)
{
    key += "\"" + std::string(24, ' ');
    return field_kind(key.data());
}

TEST(FieldKind, finds_relations_identity_and_places)
{
    EXPECT_EQ(kind("oid"), FieldKind::oid);
    EXPECT_EQ(kind("inputs"), FieldKind::inputs);
    EXPECT_EQ(kind("streamingInputs"), FieldKind::streaming_inputs);
    EXPECT_EQ(kind("outputs"), FieldKind::outputs);
    EXPECT_EQ(kind("consumers"), FieldKind::consumers);
    EXPECT_EQ(kind("streamingConsumers"), FieldKind::streaming_consumers);
    EXPECT_EQ(kind("producers"), FieldKind::producers);
    EXPECT_EQ(kind("node"), FieldKind::node);
    EXPECT_EQ(kind("island"), FieldKind::island);
}

TEST(FieldKind, drops_what_differs_from_drop_to_drop)
{
    for (auto const* key : {"uid",
                            "iid",
                            "rank",
                            "loop_ctx",
                            "humanReadableKey",
                            "ports",
                            "reprodata",
                            "inputPorts",
                            "outputPorts",
                            "children",
                            "parent"}) {
        EXPECT_EQ(kind(key), FieldKind::dropped) << key;
    }
}

TEST(FieldKind, keeps_everything_else_also_what_only_starts_alike)
{
    for (auto const* key :
         {"name", "nodeAttributes", "oidx", "input", "inputs2", "iid_", "x", "", "islands"}) {
        EXPECT_EQ(kind(key), FieldKind::kept) << key;
    }
}

TEST(FieldKind, names_the_lists)
{
    EXPECT_STREQ(relation_key(FieldKind::streaming_consumers), "streamingConsumers");
    EXPECT_STREQ(relation_key(FieldKind::producers), "producers");
    EXPECT_STREQ(relation_key(FieldKind::kept), "");
}

}  // namespace
}  // namespace atl::graph
