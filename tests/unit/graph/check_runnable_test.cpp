#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

TEST(CheckRunnable, names_every_component_that_cannot_run_with_the_number_of_its_drops)
{
    auto const python = [](std::string_view oid) {
        return fmt::format(
            R"({{"oid":"{}","name":"fit","categoryType":"Application","dropclass":"my.Fit"}})",
            oid);
    };
    auto const graph = read("[" + python("a_0") + "," + python("a_1") + "," + app("b") + "]").graph;
    Diagnostics diagnostics;
    check_runnable(graph, diagnostics);
    EXPECT_EQ(diagnostics.count(Severity::error), 1U);
    EXPECT_EQ(
        problem(diagnostics),
        "component 'fit' | 2 drops of class 'my.Fit' cannot run on this installation: it needs "
        "a runner of Python components | ");
}

TEST(CheckRunnable, calls_a_component_without_a_name_by_its_class)
{
    auto const text = R"([{"oid":"a","categoryType":"Application","dropclass":"my.Fit"}])";
    Diagnostics diagnostics;
    check_runnable(read(text).graph, diagnostics);
    EXPECT_THAT(problem(diagnostics), ::testing::StartsWith("component 'my.Fit' | 1 drop"));
}

TEST(CheckRunnable, refuses_classes_that_do_not_exist_and_apps_without_class)
{
    auto const text = R"([{"oid":"a","categoryType":"Application","dropclass":"dlg.apps.Fit"},
                          {"oid":"b","name":"fit","categoryType":"Application"}])";
    Diagnostics diagnostics;
    check_runnable(read(text).graph, diagnostics);
    EXPECT_EQ(
        problem(diagnostics, 0),
        "component 'dlg.apps.Fit' | 1 drop of class 'dlg.apps.Fit' cannot run: there is no such "
        "component | ");
    EXPECT_EQ(problem(diagnostics, 1),
              "component 'fit' | 1 drop of class '' cannot run: no class is "
              "named | give the app a \"dropclass\"");
}

TEST(CheckRunnable, tells_what_runs_elsewhere_from_what_runs_nowhere)
{
    auto const text = R"([{"oid":"a","categoryType":"Application","dropclass":"my.Fit"},
                          {"oid":"b","categoryType":"Application","dropclass":"dlg.apps.Fit"}])";
    Diagnostics diagnostics;
    check_runnable(read(text).graph, diagnostics, RunsOn::some_installation);
    EXPECT_EQ(diagnostics.count(Severity::error), 1U);
    EXPECT_THAT(problem(diagnostics), ::testing::HasSubstr("dlg.apps.Fit"));
}

TEST(CheckRunnable, finds_nothing_in_a_graph_of_native_components)
{
    Diagnostics diagnostics;
    check_runnable(read("[" + app("b") + "]").graph, diagnostics);
    EXPECT_EQ(diagnostics.render(), "");
}

}  // namespace
}  // namespace atl::graph
