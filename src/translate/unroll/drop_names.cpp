#include "translate/unroll/drop_names.hpp"

#include <array>
#include <charconv>

#include "translate/unroll/index_path.hpp"
#include "translate/unroll/json_text.hpp"

namespace atl::translate {
namespace {

void append_number(std::uint64_t number, std::string& text)
{
    std::array<char, 24> digits{};
    auto const [end, problem] = std::to_chars(digits.begin(), digits.end(), number);
    static_cast<void>(problem);
    text.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace

DropNames::DropNames(graph::LogicalGraph const& graph,
                     UnrollPlan const& plan,
                     UnrollOptions const& options)
    : graph_(graph), plan_(plan), prefix_(options.oid_prefix)
{
    for (std::uint32_t block = 0; block < plan.blocks.size(); ++block) {
        escaped_heads_.emplace_back();
        append_json_text(head(block), escaped_heads_.back());
    }
}

std::string DropNames::head(std::uint32_t block) const
{
    return prefix_ + "_" + graph_.nodes[plan_.blocks[block].node].id + "_";
}

void DropNames::append_path(std::uint32_t block,
                            std::uint64_t index,
                            char separator,
                            std::string& text) const
{
    append_index_path(plan_.blocks[block].axes, index, separator, text);
}

void DropNames::append_iid(std::uint32_t block, std::uint64_t index, std::string& text) const
{
    append_path(block, index, '-', text);
}

void DropNames::append_rank(std::uint32_t block, std::uint64_t index, std::string& text) const
{
    append_path(block, index, ',', text);
}

void DropNames::append_loop_context(std::uint32_t block,
                                    std::uint64_t index,
                                    std::string& text) const
{
    auto const& about = plan_.blocks[block];
    if (about.loop_axes == 0) {
        text += "null";
        return;
    }
    bool const processes = graph_.nodes[about.node].construct == graph::Construct::processes;
    auto const end = about.axes.size() - (processes ? 1 : 0);
    auto below = about.count;
    text += '"';
    for (std::size_t axis = 0; axis < end; ++axis) {
        below /= about.axes[axis];
        if (axis + about.loop_axes >= end) {
            append_number(index / below, text);
            text += axis + 1 < end ? "-" : "";
        }
        index %= below;
    }
    text += '"';
}

void DropNames::append_oid(std::uint32_t block, std::uint64_t index, std::string& text) const
{
    text += escaped_heads_[block];
    append_iid(block, index, text);
    if (plan_.blocks[block].group_data) {
        text += "-grp-data";
    }
}

}  // namespace atl::translate
