#include "graph/dialect.hpp"

namespace atl::graph {
namespace {

TEST(Dialect, knows_categories_of_every_age_whatever_their_case)
{
    EXPECT_EQ(role_of("data"), DropRole::data);
    EXPECT_EQ(role_of("Data"), DropRole::data);
    EXPECT_EQ(role_of("plain"), DropRole::data);
    EXPECT_EQ(role_of("APPLICATION"), DropRole::app);
    EXPECT_EQ(role_of("Control"), DropRole::app);
    EXPECT_EQ(role_of("socket"), DropRole::socket);
    EXPECT_EQ(role_of("container"), DropRole::container);
    EXPECT_EQ(role_of("Service"), DropRole::service);
    EXPECT_EQ(role_of("Unknown"), DropRole::unknown);
    EXPECT_EQ(role_of("Other"), DropRole::ignored);
    EXPECT_EQ(role_of("Dta"), std::nullopt);
    EXPECT_EQ(role_of(""), std::nullopt);
}

TEST(Dialect, chooses_the_class_by_storage_and_a_file_otherwise)
{
    EXPECT_EQ(class_of_storage("memory"), "dlg.data.drops.memory.InMemoryDROP");
    EXPECT_EQ(class_of_storage("NGAS"), "dlg.data.drops.ngas.NgasDROP");
    EXPECT_EQ(class_of_storage("null"), "dlg.data.drops.data_base.NullDROP");
    EXPECT_EQ(class_of_storage("whatever"), "dlg.data.drops.file.FileDROP");
}

TEST(Dialect, lists_its_words_for_suggestions)
{
    EXPECT_THAT(category_words(), ::testing::Contains("Application"));
}

}  // namespace
}  // namespace atl::graph
