#include "atoll/graph/graph_changes.hpp"

#include <gmock/gmock.h>

#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_text.hpp"

namespace atl::graph {
namespace {

using test::bash;
using test::file;
using test::GraphText;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

PhysicalGraph read_physical(GraphText const& text)
{
    auto result = read_physical_graph(text.json(), "test");
    result.diagnostics.throw_if_errors(ErrorKind::invalid_graph, "test");
    return std::move(result.graph);
}

/// in -> a -> out, with a's command.
GraphText chain(std::string const& command = R"("command":"cat %i0 > %o0")")
{
    return GraphText{}
        .data("in", file)
        .app("a", bash, {{"in", "x"}}, {{"out", "y"}}, command)
        .data("out", file);
}

TEST(CompareGraphs, finds_drops_wherever_they_stand)
{
    auto const before = read_physical(chain());
    auto const after = read_physical(
        GraphText{}
            .data("new", test::memory)
            .data("out", file)
            .app("a", bash, {{"in", "x"}}, {{"out", "y"}}, R"("command":"cat %i0 > %o0")")
            .data("in", file));
    auto const changes = compare_graphs(before, after);
    EXPECT_THAT(changes.now,
                ElementsAre(Optional(DropId{3}), Optional(DropId{2}), Optional(DropId{1})));
    EXPECT_THAT(changes.changed, IsEmpty());
}

TEST(CompareGraphs, another_command_is_a_change_of_the_app_alone)
{
    auto const changes = compare_graphs(read_physical(chain()),
                                        read_physical(chain(R"("command":"rev %i0 > %o0")")));
    EXPECT_THAT(changes.changed, ElementsAre(DropId{1}));
}

TEST(CompareGraphs, order_and_spacing_of_parameters_do_not_count)
{
    auto const changes = compare_graphs(read_physical(chain(R"("command":"x","n_tries":2)")),
                                        read_physical(chain(R"("n_tries" : 2, "command":"x")")));
    EXPECT_THAT(changes.changed, IsEmpty());
}

TEST(CompareGraphs, what_only_people_and_schedulers_read_does_not_count)
{
    auto const changes =
        compare_graphs(read_physical(chain(R"("command":"x","name":"old","tw":1)")),
                       read_physical(chain(R"("command":"x","name":"new","tw":5,"num_cpus":2)")));
    EXPECT_THAT(changes.changed, IsEmpty());
}

TEST(CompareGraphs, another_input_is_a_change)
{
    auto const after = GraphText{}
                           .data("in", file)
                           .app("a",
                                bash,
                                {{"in", "x"}, {"more", "z"}},
                                {{"out", "y"}},
                                R"("command":"cat %i0 > %o0")")
                           .data("out", file)
                           .data("more", file);
    EXPECT_THAT(compare_graphs(read_physical(chain()), read_physical(after)).changed,
                ElementsAre(DropId{1}));
}

TEST(CompareGraphs, another_port_is_a_change)
{
    auto const after =
        GraphText{}
            .data("in", file)
            .app("a", bash, {{"in", "other"}}, {{"out", "y"}}, R"("command":"cat %i0 > %o0")")
            .data("out", file);
    EXPECT_THAT(compare_graphs(read_physical(chain()), read_physical(after)).changed,
                ElementsAre(DropId{1}));
}

TEST(CompareGraphs, another_producer_is_a_change_of_the_data)
{
    auto const after =
        GraphText{}
            .data("in", file)
            .app("b", bash, {{"in", "x"}}, {{"out", "y"}}, R"("command":"rev %i0 > %o0")")
            .data("out", file);
    EXPECT_THAT(compare_graphs(read_physical(chain()), read_physical(after)).changed,
                ElementsAre(DropId{2}));
}

TEST(CompareGraphs, another_reader_is_no_change_of_the_data)
{
    auto const after = chain().app("b", bash, {{"out", "x"}}, {}, R"("command":"cat %i0")");
    EXPECT_THAT(compare_graphs(read_physical(chain()), read_physical(after)).changed, IsEmpty());
}

TEST(CompareGraphs, a_drop_that_is_gone_or_of_another_kind_has_no_place)
{
    auto const before = read_physical(GraphText{}.data("in", file).data("x", file));
    auto const after = read_physical(GraphText{}.app("x", bash, {}, {}, R"("command":"true")"));
    auto const changes = compare_graphs(before, after);
    EXPECT_THAT(changes.now, ElementsAre(std::nullopt, std::nullopt));
    EXPECT_THAT(changes.changed, IsEmpty());
}

}  // namespace
}  // namespace atl::graph
