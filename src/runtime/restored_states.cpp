#include "runtime/restored_states.hpp"

#include <cstdint>

#include "atoll/core/error.hpp"

namespace atl::runtime {
namespace {

/// Drops beside each other that are alike.
struct Run {
    std::uint32_t count{0};
    RestoredDrop drop;
};

}  // namespace

comm::Body encode_restored(std::span<RestoredDrop const> drops)
{
    std::vector<Run> runs;
    for (auto const& drop : drops) {
        if (runs.empty() || !(runs.back().drop == drop)) {
            runs.push_back({0, drop});
        }
        ++runs.back().count;
    }
    comm::ByteWriter out;
    out.put(static_cast<std::uint64_t>(runs.size()));
    for (auto const& run : runs) {
        out.put(run.count);
        out.put(run.drop);
    }
    return std::move(out).take();
}

std::vector<RestoredDrop> decode_restored(std::span<std::byte const> body, graph::Part const& part)
{
    comm::ByteReader in{body};
    std::vector<RestoredDrop> whole;
    for (auto left = in.get<std::uint64_t>(); left > 0; --left) {
        auto const count = in.get<std::uint32_t>();
        whole.insert(whole.end(), count, in.get<RestoredDrop>());
    }
    std::vector<RestoredDrop> drops;
    drops.reserve(part.size());
    for (std::uint32_t local = 0; local < part.size(); ++local) {
        auto const drop = part.drop(local);
        if (drop.index() >= whole.size()) {
            throw Error{ErrorKind::internal, "states to go on with are those of another graph"};
        }
        drops.push_back(whole[drop.index()]);
    }
    return drops;
}

}  // namespace atl::runtime
