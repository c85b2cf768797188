#include "atoll/graph/graph_builder.hpp"

#include "atoll/core/error.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A builder with an app template and a data template.
class GraphBuilderTest : public ::testing::Test {
  protected:
    GraphBuilderTest()
    {
        DropTemplate app_properties;
        app_properties.kind = DropKind::app;
        app_ = builder_.add_template(app_properties, R"({"name":"a"})", "a");
        data_ = builder_.add_template(DropTemplate{}, R"({"name":"d"})", "d");
    }
    void link(DropId from, DropId to)
    {
        builder_.add_relation({.from = from, .to = to, .from_port = {}, .to_port = {}});
    }

    GraphBuilder builder_;
    Diagnostics diagnostics_;
    TemplateId app_;
    TemplateId data_;
};

TEST_F(GraphBuilderTest, gives_back_what_was_put_in)
{
    auto const x = builder_.add_drop(data_, "1_key_0-3");
    auto const y = builder_.add_drop(app_, "plain");
    builder_.place_last_drop("host", "");
    link(x, y);
    auto const graph = builder_.finish(diagnostics_);
    EXPECT_EQ(diagnostics_.render(), "");
    EXPECT_EQ(graph.oid(x), "1_key_0-3");
    EXPECT_EQ(graph.oid(y), "plain");
    EXPECT_EQ(graph.name(graph.template_of(y)), "a");
    EXPECT_EQ(graph.body(graph.template_of(x)), R"({"name":"d"})");
    EXPECT_EQ(graph.node(x), PhysicalGraph::no_place);
    EXPECT_EQ(graph.places()[graph.node(y)], "host");
    EXPECT_EQ(graph.island(y), PhysicalGraph::no_place);
}

TEST_F(GraphBuilderTest, is_empty_after_finishing)
{
    builder_.add_drop(data_, "x");
    static_cast<void>(builder_.finish(diagnostics_));
    EXPECT_EQ(builder_.size(), 0U);
}

TEST_F(GraphBuilderTest, puts_event_drops_between_apps)
{
    auto const x = builder_.add_drop(app_, "1_x_0");
    auto const y = builder_.add_drop(app_, "1_y_0");
    auto const port = builder_.add_port("done");
    builder_.add_relation({.from = x, .to = y, .from_port = port, .to_port = {}});
    link(x, y);
    auto const graph = builder_.finish(diagnostics_);
    EXPECT_EQ(diagnostics_.render(), "");
    ASSERT_EQ(graph.size(), 3U);
    EXPECT_EQ(graph.oid(DropId{2}), "1_x_0-1_y_0-event");
    EXPECT_EQ(graph.drop_template(DropId{2}).component, Component::null_data);
    EXPECT_THAT(after(graph, "1_x_0"), ElementsAre("1_x_0-1_y_0-event"));
    EXPECT_THAT(before(graph, "1_y_0"), ElementsAre("1_x_0-1_y_0-event"));
    EXPECT_EQ(first_ports(graph, "1_x_0").app_port, "done");
}

TEST_F(GraphBuilderTest, warns_of_data_linked_to_data_and_names_both)
{
    link(builder_.add_drop(data_, "x"), builder_.add_drop(data_, "y"));
    auto const graph = builder_.finish(diagnostics_);
    EXPECT_THAT(after(graph, "x"), ElementsAre("x-y-link"));
    EXPECT_THAT(before(graph, "y"), ElementsAre("x-y-link"));
    EXPECT_FALSE(diagnostics_.has_errors());
    EXPECT_EQ(problem(diagnostics_),
              "drop 'x' | data drop linked to another data drop, drop 'y' | put an app between "
              "them, for instance dlg.apps.simple.CopyApp");
}

TEST_F(GraphBuilderTest, refuses_a_drop_linked_to_itself)
{
    auto const x = builder_.add_drop(app_, "x");
    link(x, x);
    static_cast<void>(builder_.finish(diagnostics_));
    EXPECT_THAT(problem(diagnostics_), HasSubstr("drop 'x' | the drop is linked to itself"));
}

TEST_F(GraphBuilderTest, shows_one_cycle_with_its_oids)
{
    auto const x = builder_.add_drop(data_, "x");
    auto const a = builder_.add_drop(app_, "a");
    link(builder_.add_drop(data_, "root"), a);
    link(x, a);
    link(a, x);
    static_cast<void>(builder_.finish(diagnostics_));
    EXPECT_EQ(diagnostics_.count(Severity::error), 1U);
    EXPECT_THAT(problem(diagnostics_), HasSubstr("cycle of 2 drops"));
    EXPECT_THAT(problem(diagnostics_),
                ::testing::AnyOf(HasSubstr("'x' -> 'a' -> 'x'"), HasSubstr("'a' -> 'x' -> 'a'")));
}

TEST_F(GraphBuilderTest, reads_templates_from_their_json)
{
    auto const id = builder_.add_template(
        R"({"categoryType":"Application","dropclass":"dlg.apps.simple.SleepApp","n_tries":3})",
        diagnostics_,
        {"lg.json", "/nodes/2", "n2"});
    EXPECT_EQ(diagnostics_.render(), "");
    EXPECT_EQ(builder_.drop_template(id).component, Component::sleep_app);
    EXPECT_EQ(builder_.drop_template(id).n_tries, 3);
}

TEST_F(GraphBuilderTest, refuses_too_many_names_of_ports)
{
    auto const add_many = [this] {
        for (int i = 0; i < 70000; ++i) {
            static_cast<void>(builder_.add_port(std::to_string(i)));
        }
    };
    EXPECT_THROW(add_many(), Error);
}

}  // namespace
}  // namespace atl::graph
