#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "atoll/graph/physical_graph.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/journal/session_snapshot.hpp"

#include "support/drops/graph_text.hpp"

namespace atl::test {

/// Whether apps leave receipts in the moment of their end, of which the next epoch knows.
enum class Receipts { none, left };

/// Data of a session: all in files, or some of it in memory.
enum class Storage { files, mixed };

/// What outlives ranks: the graph, the disk and what was committed to the journals.
struct Session {
    Session(unsigned number, Storage storage) : seed(number), random(number)
    {
        GraphText text;
        constexpr unsigned size = 25;
        for (unsigned i = 0; i < size; ++i) {
            bool const in_memory = storage == Storage::mixed && random() % 2 == 0;
            text.data(name("d", i), in_memory ? "memory.InMemoryDROP" : "file.FileDROP");
        }
        for (unsigned i = 1; i < size; ++i) {
            add_app(text, name("a", i), i);
            if (random() % 5 == 0) {  // A second producer.
                add_app(text, name("b", i), i);
            }
        }
        graph = graph::read_physical_graph(text.json(), "test").graph;
        snapshot.drops.resize(graph.size());
        for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
            good_attempt.push_back(random() % 8 == 0 ? 2 + random() % 3 : 1);
        }
    }

    static std::string name(char const* kind, unsigned number)
    {
        return kind + std::to_string(number);
    }

    /// An app that reads some data before the \p i-th and writes that.
    void add_app(GraphText& text, std::string const& oid, unsigned i)
    {
        std::set<std::string> inputs;
        for (auto left = random() % 4; left > 0; --left) {
            inputs.insert(name("d", random() % i));
        }
        std::vector<Link> links;
        for (auto const& input : inputs) {
            links.push_back({input, "x"});
        }
        auto const tries = std::to_string(1 + random() % 3);
        text.app(oid, "simple.SleepApp", links, {{name("d", i), "x"}}, R"("n_tries":)" + tries);
    }

    [[nodiscard]] bool in_file(DropId data) const
    {
        return graph.drop_template(data).component == graph::Component::file_data;
    }

    /// Whether nothing of what \p app writes is lost with its rank.
    [[nodiscard]] bool writes_files_only(DropId app) const
    {
        return std::ranges::all_of(graph.successors(app),
                                   [this](DropId output) { return in_file(output); });
    }

    unsigned seed;
    std::mt19937 random;
    Receipts receipts{Receipts::left};
    graph::PhysicalGraph graph;
    std::vector<unsigned> good_attempt;  ///< [drops] First attempt that succeeds.
    journal::SessionSnapshot snapshot;
    std::set<std::pair<DropId, DropId>> staged;  ///< On disk: (data, app that wrote it).
    std::set<DropId> published;                  ///< On disk.
    std::map<DropId, std::uint32_t> ended;       ///< On disk: epoch in which an app ended well.
    bool ran_what_was_done{false};
    bool ran_what_had_ended{false};
    bool read_what_was_gone{false};
};

}  // namespace atl::test
