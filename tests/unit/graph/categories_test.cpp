#include "graph/logical/categories.hpp"

namespace atl::graph::logical {
namespace {

TEST(Categories, tell_what_kind_of_node_an_old_graph_means)
{
    EXPECT_EQ(category_type("Scatter", false), "Construct");
    EXPECT_EQ(category_type("Whatever", true), "Construct");
    EXPECT_EQ(category_type("File", false), "Data");
    EXPECT_EQ(category_type("Comment", false), "Other");
    EXPECT_EQ(category_type("PyFuncApp", false), "Application");
}

TEST(Categories, an_app_that_names_no_class_gets_that_of_its_category)
{
    EXPECT_EQ(default_app_class("PyFuncApp"), "dlg.apps.pyfunc.PyFuncApp");
    EXPECT_EQ(default_app_class("Component"), "dlg.apps.simple.SleepApp");
    EXPECT_EQ(default_data_class("File"), "dlg.data.drops.file.FileDROP");
    EXPECT_EQ(default_data_class("Unheard"), "");
}

TEST(Categories, a_construct_may_say_that_it_has_no_app)
{
    EXPECT_TRUE(names_app("DALiuGEApp"));
    for (auto const* none : {"None", "", "UnknownApplication"}) {
        EXPECT_FALSE(names_app(none)) << none;
    }
    EXPECT_FALSE(names_app(nullptr));
}

TEST(Categories, those_of_eagle_are_known_and_others_not)
{
    for (auto const* name : {"Memory", "Scatter", "Comment", "PyFuncApp", "SplitData", "file"}) {
        EXPECT_TRUE(is_known_category(name)) << name;
    }
    EXPECT_FALSE(is_known_category("Memroy"));
    for (auto const name : known_categories()) {
        EXPECT_TRUE(is_known_category(name)) << name;
    }
}

}  // namespace
}  // namespace atl::graph::logical
