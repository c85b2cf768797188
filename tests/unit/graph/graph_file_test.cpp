#include "atoll/graph/graph_file.hpp"

#include <cstdlib>
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "atoll/core/error.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

/// A folder that is taken away after the test.
class GraphFileTest : public ::testing::Test {
  protected:
    GraphFileTest()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "atoll-graph-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~GraphFileTest() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path write(std::string const& name, std::string const& text)
    {
        std::ofstream{folder_ / name} << text;
        return folder_ / name;
    }

    std::filesystem::path folder_;
};

TEST_F(GraphFileTest, reads_a_graph_and_names_it_after_the_file)
{
    GraphFile const file{write("small.graph", "[" + data("x") + "]")};
    EXPECT_EQ(file.form(), GraphForm::physical);
    EXPECT_EQ(file.read_physical().graph.graph_name(), "small");
    EXPECT_EQ(read_physical_graph_file(folder_ / "small.graph").graph.size(), 1U);
}

TEST_F(GraphFileTest, says_which_file_cannot_be_read)
{
    try {
        GraphFile const file{folder_ / "none"};
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::io);
        EXPECT_EQ(error.problem(),
                  fmt::format("cannot open '{}': No such file or directory",
                              (folder_ / "none").string()));
    }
    EXPECT_THROW(GraphFile{folder_}, Error);
}

TEST_F(GraphFileTest, says_which_file_is_no_graph)
{
    GraphFile const file{write("x.txt", "hello")};
    EXPECT_THROW(static_cast<void>(file.form()), Error);
    EXPECT_TRUE(file.read_physical().diagnostics.has_errors());
}

TEST_F(GraphFileTest, refuses_damaged_packed_files)
{
    EXPECT_THROW(GraphFile{write("x.gz", "hello")}, Error);
    EXPECT_THROW(GraphFile{write("x.zst", "hello")}, Error);
}

/// Real graphs: ATOLL_CORPUS, or beside the source tree. They are not part of the project.
class GraphCorpusTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        auto const* const named = std::getenv("ATOLL_CORPUS");
        folder_ = named != nullptr ? named : ATOLL_SOURCE_DIR "/../shared/corpus";
        if (!std::filesystem::exists(folder_ / "expected.json")) {
            GTEST_SKIP() << "no corpus of real graphs at '" << folder_.string()
                         << "' (set ATOLL_CORPUS)";
        }
    }
    [[nodiscard]] nlohmann::json load(std::string const& name) const
    {
        return nlohmann::json::parse(GraphFile{folder_ / name}.text());
    }

    std::filesystem::path folder_;
};

TEST_F(GraphCorpusTest, has_physical_graphs_that_are_all_valid)
{
    int graphs = 0;
    for (auto const& entry : load("expected.json")) {
        if (entry["kind"] != "physical") {
            continue;
        }
        auto const file = entry["graph"].get<std::string>();
        auto const [graph, diagnostics] = read_physical_graph_file(folder_ / file);
        EXPECT_FALSE(diagnostics.has_errors()) << file << diagnostics.render();
        if (entry["drops"] != 0) {  // the digest does not look into [name, [drops]]
            EXPECT_EQ(graph.size(), entry["drops"]) << file;
            EXPECT_EQ(graph.edge_count(), entry["edges"]) << file;
        }
        ++graphs;
    }
    EXPECT_GE(graphs, 14);
}

using Edges = std::set<std::pair<std::string, std::string>>;

/// Every relation that either side of a translator's graph tells.
Edges edges_told(nlohmann::json const& drops)
{
    Edges edges;
    auto const add = [&](nlohmann::json const& drop, char const* key, bool outgoing) {
        for (auto const& entry : drop.value(key, nlohmann::json::array())) {
            auto const other =
                entry.is_string() ? entry.get<std::string>() : entry.items().begin().key();
            auto const oid = drop["oid"].get<std::string>();
            edges.emplace(outgoing ? oid : other, outgoing ? other : oid);
        }
    };
    for (auto const& drop : drops) {
        add(drop, "consumers", true);
        add(drop, "outputs", true);
        add(drop, "inputs", false);
        add(drop, "producers", false);
    }
    return edges;
}

/// Relations of \p graph, those through an implicit event drop as one.
Edges edges_of(PhysicalGraph const& graph)
{
    Edges edges;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const oid = graph.oid(DropId{i});
        for (auto const next : graph.successors(DropId{i})) {
            auto const through = graph.oid(next).ends_with("-event");
            edges.emplace(oid, graph.oid(through ? graph.successors(next).front() : next));
        }
    }
    std::erase_if(edges, [](auto const& edge) { return edge.first.ends_with("-event"); });
    return edges;
}

TEST_F(GraphCorpusTest, has_unrolled_templates_whose_relations_are_all_kept)
{
    for (auto const& entry : load("golden/index.json")) {
        auto const file = entry["golden"].get<std::string>();
        auto const [graph, diagnostics] = read_physical_graph_file(folder_ / file, FileCheck::off);
        EXPECT_EQ(edges_of(graph), edges_told(load(file))) << file;
    }
}

}  // namespace
}  // namespace atl::graph
