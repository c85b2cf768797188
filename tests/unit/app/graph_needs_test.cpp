#include "app/graph_needs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/graph/read_graph.hpp"

namespace atl::app {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

[[nodiscard]] GraphNeeds needs(std::string const& drops)
{
    auto const read = graph::read_physical_graph("[" + drops + "]", "g", graph::FileCheck::off);
    EXPECT_FALSE(read.diagnostics.has_errors()) << read.diagnostics.render();
    std::vector<std::uint32_t> count(read.graph.templates().size());
    for (std::uint32_t i = 0; i < read.graph.size(); ++i) {
        ++count[read.graph.template_of(DropId{i}).index()];
    }
    return needs_of(read.graph, count);
}

/// An app drop called \p oid of class \p dropclass.
[[nodiscard]] std::string app(std::string const& oid,
                              std::string const& dropclass,
                              std::string const& more = {})
{
    return R"({"oid":")" + oid + R"(","categoryType":"Application","dropclass":")" + dropclass +
           "\"" + more + "}";
}

TEST(GraphNeeds, are_none_where_everything_is_built_in)
{
    EXPECT_THAT(needs(app("a", "dlg.apps.simple.CopyApp")), ElementsAre());
    EXPECT_EQ(render({}), "");
}

TEST(GraphNeeds, are_counted_by_the_drops_that_have_them)
{
    EXPECT_THAT(
        needs(app("a", "my.module.App") + "," + app("b", "my.module.App")),
        ElementsAre(Pair(Pair("Python", "my.module.App"), 2), Pair(Pair("module", "my"), 2)));
}

TEST(GraphNeeds, name_what_nothing_here_knows)
{
    EXPECT_THAT(needs(app("a", "dlg.apps.no.Such") + R"(,{"oid":"b","categoryType":"app"})"),
                ElementsAre(Pair(Pair("unknown", "dlg.apps.no.Such"), 1)));
}

TEST(GraphNeeds, name_the_function_and_its_module_of_python_functions)
{
    EXPECT_THAT(
        needs(app("a", "dlg.apps.pyfunc.PyFuncApp", R"(,"func_name":"numpy.mean")")),
        ElementsAre(Pair(Pair("Python", "numpy.mean"), 1), Pair(Pair("module", "numpy"), 1)));
}

TEST(GraphNeeds, name_images_libraries_and_plug_ins)
{
    EXPECT_THAT(
        needs(app("a", "dlg.apps.dockerapp.DockerApp", R"(,"image":"debian:12","command":"ls")") +
              "," + app("b", "dlg.apps.dynlib.DynlibApp", R"(,"libpath":"libx.so")") + "," +
              app("c", "atoll.plugin:mine:Power")),
        ElementsAre(Pair(Pair("image", "debian:12"), 1),
                    Pair(Pair("library", "libx.so"), 1),
                    Pair(Pair("plug-in", "mine:Power"), 1)));
}

}  // namespace
}  // namespace atl::app
