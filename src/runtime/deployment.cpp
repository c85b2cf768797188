#include "runtime/deployment.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "atoll/core/error.hpp"
#include "atoll/translate/expand_part.hpp"

namespace atl::runtime {
namespace {

/// What follows the start of the session.
enum class Content : std::uint8_t { part = 1, recipe = 2 };

using Pairs = std::vector<std::pair<std::string, std::string>>;

void put_pairs(Pairs const& pairs, comm::ByteWriter& out)
{
    out.put(static_cast<std::uint64_t>(pairs.size()));
    for (auto const& [key, value] : pairs) {
        out.put_text(key);
        out.put_text(value);
    }
}

Pairs get_pairs(comm::ByteReader& in)
{
    Pairs pairs;
    for (auto left = in.get<std::uint64_t>(); left > 0; --left) {
        auto key = in.get_text();
        pairs.emplace_back(std::move(key), in.get_text());
    }
    return pairs;
}

void put_recipe(translate::GraphRecipe const& recipe, comm::ByteWriter& out)
{
    out.put_text(recipe.text);
    out.put_text(recipe.source);
    put_pairs(recipe.changes.settings, out);
    put_pairs(recipe.changes.fills, out);
    out.put_text(recipe.changes.configuration);
    out.put(recipe.changes.zero_run);
    out.put_text(recipe.changes.replace_apps);
    out.put_text(recipe.unroll.oid_prefix);
    out.put(recipe.unroll.max_drops);
    out.put(recipe.unroll.max_edges);
}

translate::GraphRecipe get_recipe(comm::ByteReader& in)
{
    translate::GraphRecipe recipe;
    recipe.text = in.get_text();
    recipe.source = in.get_text();
    recipe.changes.settings = get_pairs(in);
    recipe.changes.fills = get_pairs(in);
    recipe.changes.configuration = in.get_text();
    recipe.changes.zero_run = in.get<bool>();
    recipe.changes.replace_apps = in.get_text();
    recipe.unroll.oid_prefix = in.get_text();
    recipe.unroll.max_drops = in.get<std::uint64_t>();
    recipe.unroll.max_edges = in.get<std::uint64_t>();
    return recipe;
}

graph::Part follow(comm::ByteReader& in, RankId rank, std::uint32_t ranks)
{
    auto const recipe = get_recipe(in);
    Diagnostics diagnostics;
    auto made = translate::follow_recipe(recipe, diagnostics);
    if (!made) {
        throw Error{ErrorKind::internal,
                    "the graph's recipe does not give on this rank what it gave on rank 0"};
    }
    auto const graph = std::make_shared<translate::TemplateGraph const>(std::move(*made));
    std::vector<std::vector<translate::Ownership::Run>> runs;
    std::vector<std::uint64_t> counts;
    for (auto const& block : graph->blocks()) {
        runs.push_back(in.get_all<translate::Ownership::Run>());
        counts.push_back(block.count);
    }
    return translate::expand_part(
        graph,
        std::make_shared<translate::Ownership const>(std::move(runs), std::move(counts)),
        rank,
        ranks);
}

}  // namespace

comm::Body encode_part(SessionStart const& start, graph::Part const& part)
{
    comm::ByteWriter out;
    out.put(start);
    out.put(Content::part);
    out.put_bytes(graph::write_part(part));
    return std::move(out).take();
}

comm::Body encode_recipe(SessionStart const& start,
                         translate::GraphRecipe const& recipe,
                         translate::Ownership const& ownership)
{
    comm::ByteWriter out;
    out.put(start);
    out.put(Content::recipe);
    put_recipe(recipe, out);
    for (auto const& runs : ownership.runs()) {
        out.put_all(std::span{runs});
    }
    return std::move(out).take();
}

Deployment decode_deployment(std::span<std::byte const> body, RankId rank, std::uint32_t ranks)
{
    comm::ByteReader in{body};
    Deployment deployment;
    deployment.start = in.get<SessionStart>();
    switch (in.get<Content>()) {
        case Content::part:
            deployment.part = graph::read_part(in.get_bytes());
            return deployment;
        case Content::recipe:
            deployment.part = follow(in, rank, ranks);
            return deployment;
    }
    throw Error{ErrorKind::internal, "a deploy message brings neither a part nor a recipe"};
}

}  // namespace atl::runtime
