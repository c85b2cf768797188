#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/core/drop_state.hpp"

namespace atl::graph {

/// What a node of a logical graph stands for.
enum class Construct : std::uint8_t {
    drop,        ///< One drop for each index of its groups.
    processes,   ///< An MPI app: `count` drops for each index of its groups.
    scatter,     ///< Its members exist `count` times, independent of each other.
    loop,        ///< Its members exist `count` times, one iteration after the other.
    gather,      ///< Its members exist once for every `width` drops of its input.
    group_by,    ///< Its members exist once for each index of the input's innermost scatter.
    plain,       ///< Holds members together without repeating them (sub-graph, exclusive force).
    start,       ///< Marks a beginning; makes no drops and its links carry nothing.
    annotation,  ///< Explains the drawing. Inside a group DALiuGE makes drops of it that nobody
                 ///< runs.
};

/// The id that users find in their file for a node with \p id: without what reading adds to tell a
/// construct from its embedded app ("ab12#Scatter").
[[nodiscard]] inline std::string_view drawn_id(std::string_view id) noexcept
{
    return id.substr(0, id.find('#'));
}

/// A node of a logical graph, its fields already turned into what its drops say.
struct LogicalNode {
    /// "No node": the parent of a node outside all groups.
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    std::string id;
    std::string name;
    std::string category;
    std::uint32_t parent{none};           ///< Enclosing group.
    std::vector<std::uint32_t> children;  ///< Members, in the order of the file.
    std::uint64_t count{1};               ///< Copies, iterations or processes; >= 1.
    std::uint64_t width{1};               ///< Inputs that a gather takes at once; >= 1.
    std::vector<std::string> group_keys;  ///< Ids of the scatters by which a group-by groups.
    double weight{1};                     ///< App: seconds. Data: volume.
    Construct construct{Construct::drop};
    DropKind kind{DropKind::data};
    bool group_start{false};
    bool group_end{false};
    std::string last_input;   ///< Name of its last input port: what a link that names none means.
    std::string last_output;  ///< Name of its last output port.
    /// Members of the JSON object of its drops, without braces, identity and relations.
    std::string body;

    [[nodiscard]] bool is_group() const noexcept
    {
        return construct != Construct::drop && construct != Construct::processes &&
               construct != Construct::start && construct != Construct::annotation;
    }
};

/// A link between two nodes. Ports are the names that each side uses; empty when the graph does not
/// say or names a port that does not exist.
struct LogicalLink {
    std::uint32_t from{0};
    std::uint32_t to{0};
    std::string from_port;
    std::string to_port;
    bool loop_aware{false};  ///< Links only the first or last iteration of a loop.
};

/// A logical graph, independent of the format in which it was drawn. `nodes` keeps the order of the
/// file, with apps that were embedded in constructs after all others.
struct LogicalGraph {
    std::string name;    ///< The file's stem.
    std::string source;  ///< The file, for messages.
    std::vector<LogicalNode> nodes;
    std::vector<LogicalLink> links;
    std::string reprodata{"{}"};  ///< Trailing element of the physical graph template.
};

}  // namespace atl::graph
