#include "app/translation.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::app {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string const logical = R"({"nodeDataArray":[
  {"id":"s","name":"S","category":"Scatter","isGroup":true,
   "fields":[{"name":"num_of_copies","value":2,"type":"Integer"}]},
  {"id":"a","name":"fit","category":"DALiuGEApp","categoryType":"Application","parentId":"s",
   "fields":[{"name":"dropclass","value":"dlg.apps.no.Such","type":"String"}]}],
  "linkDataArray":[]})";

[[nodiscard]] std::string path_of(std::string const& name)
{
    return (std::filesystem::path{::testing::TempDir()} / name).string();
}

[[nodiscard]] std::string graph_text(std::string const& name, std::string const& text)
{
    auto path = path_of(name);
    std::ofstream{path} << text;
    return path;
}

[[nodiscard]] std::string content(std::string const& path)
{
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

TEST(Translation, a_logical_graph_becomes_a_template_with_the_prefix_that_was_asked_for)
{
    TranslationArguments arguments;
    arguments.graph = graph_text("translation.graph", logical);
    arguments.prefix = "obs7";
    arguments.logical.settings = {"S.num_of_copies=3"};
    auto const loaded = load_template(arguments);
    EXPECT_EQ(loaded.graph.size(), 3U);
    EXPECT_EQ(loaded.graph.oid(DropId{2}), "obs7_a_0-2");
    EXPECT_TRUE(loaded.drawing);
}

TEST(Translation, a_physical_graph_keeps_its_text)
{
    std::string const text =
        R"([{"oid":"x", "categoryType":"Data", "extra": [1, 2]}, {"rmode":"1"}])";
    TranslationArguments arguments;
    arguments.graph = graph_text("translation.json", text);
    EXPECT_EQ(load_template(arguments).text, text);
}

TEST(Translation, placed_drops_are_written_beside_what_was_there)
{
    TranslationArguments arguments;
    arguments.graph = graph_text("translation.json",
                                 R"([{"oid":"x","categoryType":"Data","extra":5},{"rmode":"1"}])");
    arguments.output = path_of("placed.json");
    auto const loaded = load_template(arguments);
    graph::WrittenPlacement placement;
    placement.node = {4};
    placement.island = {1};
    write_placed(arguments, loaded, placement);
    auto const text = content(arguments.output);
    EXPECT_THAT(text, HasSubstr(R"("extra":5)"));
    EXPECT_THAT(text, HasSubstr(R"("node":"#4")"));
    EXPECT_THAT(text, HasSubstr(R"("island":"#1")"));
    EXPECT_THAT(text, HasSubstr(R"({"rmode":"1"})"));
}

TEST(Translation, drops_of_a_logical_graph_are_written_with_their_places)
{
    TranslationArguments arguments;
    arguments.graph = graph_text("translation.graph", logical);
    arguments.output = path_of("placed.json");
    auto const loaded = load_template(arguments);
    graph::WrittenPlacement placement;
    placement.node = {1, 0};
    placement.node_names = {"b", "a"};
    write_placed(arguments, loaded, placement);
    auto const text = content(arguments.output);
    EXPECT_LT(text.find("1_a_0-0"), text.find(R"(,"node":"a","island":"#0"})"));
    EXPECT_GT(text.find(R"(,"node":"b","island":"#0"})"), text.find("1_a_0-1"));
}

TEST(Translation, an_output_that_cannot_be_written_is_an_error_of_io)
{
    TranslationArguments arguments;
    arguments.graph = graph_text("translation.json", R"([{"oid":"x","categoryType":"Data"}])");
    arguments.output = "/no/such/folder/x.json";
    auto const loaded = load_template(arguments);
    graph::WrittenPlacement placement;
    placement.node = {0};
    try {
        write_placed(arguments, loaded, placement);
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::io);
        EXPECT_THAT(error.problem(), StartsWith("'/no/such/folder/x.json' cannot be created"));
    }
}

TEST(Translation, the_names_of_daliuge_for_a_graph_are_taken)
{
    TranslationArguments arguments;
    CommandLine line{"atoll x", {}, {"graph"}};
    add_file_options(line, arguments, "graph,L");
    for (auto const* const option : {"-L", "--logical-graph", "--physical-graph-template"}) {
        arguments.graph.clear();
        std::vector<std::string> const words{option, "x.graph"};
        EXPECT_EQ(parse_options(line, words), Parsed::go_on);
        EXPECT_EQ(arguments.graph, "x.graph") << option;
    }
}

struct EchoArguments {
    TranslationArguments files;
};

[[nodiscard]] CommandLine describe(EchoArguments& a)
{
    CommandLine line{"atoll echo GRAPH [options]", {}, {"graph"}};
    add_file_options(line, a.files, "graph,L");
    add_unroll_options(line, a.files);
    return line;
}

TEST(Translation, a_subcommand_acts_on_what_its_options_say)
{
    static TranslationArguments seen;
    std::vector<std::string> const words{
        "x.graph", "-o", "y.json", "-p", "run3", "--fill", "size=4"};
    auto const status = run_translation<EchoArguments>(
        words, describe, +[](EchoArguments const& a) { seen = a.files; });
    EXPECT_EQ(status, 0);
    EXPECT_EQ(seen.graph, "x.graph");
    EXPECT_EQ(seen.output, "y.json");
    EXPECT_EQ(seen.prefix, "run3");
    EXPECT_THAT(seen.logical.fills, ::testing::ElementsAre("size=4"));
}

TEST(Translation, the_result_is_indented_when_that_was_asked_for)
{
    TranslationArguments arguments;
    arguments.output = path_of("indented.json");
    arguments.indented = true;
    auto output = open_output(arguments);
    output.stream() << R"([{"oid":"x"}])";
    output.close();
    EXPECT_EQ(content(arguments.output), "[\n  {\n    \"oid\": \"x\"\n  }\n]\n");
}

}  // namespace
}  // namespace atl::app
