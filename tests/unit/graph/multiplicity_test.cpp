#include "graph/logical/multiplicity.hpp"

#include <fmt/format.h>

#include "graph/logical/attributes.hpp"

namespace atl::graph::logical {
namespace {

LogicalNode read(Construct construct, std::string const& fields, Diagnostics& diagnostics)
{
    Document document{Json::object(), "g", &diagnostics};
    auto source = Json::parse(R"({"id":"i","name":"n","fields":)" + fields + "}");
    collect_attributes(source);
    LogicalNode node;
    node.construct = construct;
    read_multiplicity(document, source, node);
    return node;
}

TEST(Multiplicity, a_scatter_that_does_not_say_makes_four_copies)
{
    Diagnostics diagnostics;
    EXPECT_EQ(read(Construct::scatter, "[]", diagnostics).count, 4U);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_THAT(diagnostics.render(),
                ::testing::HasSubstr("the scatter does not say its number of copies; 4 are made"));
}

TEST(Multiplicity, a_loop_that_does_not_say_is_warned_of_and_has_one_iteration)
{
    Diagnostics diagnostics;
    EXPECT_EQ(read(Construct::loop, "[]", diagnostics).count, 1U);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_THAT(diagnostics.render(),
                ::testing::HasSubstr("the loop does not say its number of iterations"));
}

TEST(Multiplicity, old_names_of_numbers_are_known)
{
    Diagnostics diagnostics;
    EXPECT_EQ(
        read(Construct::loop, R"([{"name":"Number of loops","value":"3"}])", diagnostics).count,
        3U);
}

TEST(Multiplicity, keys_of_a_group_by_are_separated_by_commas)
{
    Diagnostics diagnostics;
    auto const node =
        read(Construct::group_by, R"([{"name":"group_key","value":"a, b"}])", diagnostics);
    EXPECT_THAT(node.group_keys, ::testing::ElementsAre("a", "b"));
}

TEST(Multiplicity, parts_of_a_copy_are_an_error)
{
    Diagnostics diagnostics;
    static_cast<void>(
        read(Construct::scatter, R"([{"name":"num_of_copies","value":1.5}])", diagnostics));
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("'num_of_copies' is '1.5'"));
    Diagnostics whole;
    EXPECT_EQ(read(Construct::scatter, R"([{"name":"num_of_copies","value":2.0}])", whole).count,
              2U);
    EXPECT_FALSE(whole.has_errors());
}

TEST(Multiplicity, less_than_one_is_an_error)
{
    Diagnostics diagnostics;
    static_cast<void>(
        read(Construct::scatter, R"([{"name":"num_of_copies","value":0}])", diagnostics));
    EXPECT_THAT(diagnostics.render(),
                ::testing::HasSubstr("'num_of_copies' is '0', which is not a whole number"));
}

TEST(Multiplicity, what_is_no_number_is_told_as_it_is_written)
{
    for (auto const* value : {"true", "[]", "2.5"}) {
        Diagnostics diagnostics;
        static_cast<void>(read(Construct::scatter,
                               fmt::format(R"([{{"name":"num_of_copies","value":{}}}])", value),
                               diagnostics));
        EXPECT_THAT(
            diagnostics.render(),
            ::testing::HasSubstr(fmt::format(
                "node 'n' (id 'i'): 'num_of_copies' is '{}', which is not a whole", value)));
    }
}

}  // namespace
}  // namespace atl::graph::logical
