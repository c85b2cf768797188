#include "atoll/graph/template_table.hpp"

#include <bit>
#include <cstring>
#include <limits>

#include "atoll/core/error.hpp"

namespace atl::graph {
namespace {

constexpr unsigned name_size_bits = 12;
constexpr std::size_t longest_name = (std::size_t{1} << name_size_bits) - 1;
constexpr std::size_t last_name_place = (std::size_t{1} << (32U - name_size_bits)) - 2;

}  // namespace

std::uint32_t TemplateTable::add(DropTemplate const& properties,
                                 std::string_view body,
                                 std::string_view name)
{
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    auto const number = weights_.size();
    if (number % block_size == 0) {
        // Neighbours are of much the same size: a block grows in place, and gives back what is
        // over.
        auto const guess = blocks_.empty() ? 0 : blocks_.back().size() + blocks_.back().size() / 16;
        if (!blocks_.empty()) {
            blocks_.back().shrink_to_fit();
        }
        blocks_.emplace_back().reserve(guess);
    }
    auto& block = blocks_.back();
    if (number >= most || block.size() + body.size() + name.size() + sizeof(std::uint32_t) > most) {
        throw Error{ErrorKind::invalid_graph,
                    "the graph is too large: its drops have 4 GiB of different parameters in a row",
                    "keep data in files that the drops name"};
    }
    block += body;
    auto const place = name.size() > longest_name ? std::string_view::npos : body.find(name);
    if (place <= last_name_place) {
        names_.push_back(static_cast<std::uint32_t>(place << name_size_bits | name.size()));
    } else {
        block += name;
        auto const size = static_cast<std::uint32_t>(name.size());
        block.append(reinterpret_cast<char const*>(&size), sizeof size);
        names_.push_back(apart);
    }
    ends_.push_back(static_cast<std::uint32_t>(block.size()));
    if (auto const rule = intern(properties); rule < far) {
        rules_of_.push_back(static_cast<std::uint16_t>(rule));
    } else {
        rules_of_.push_back(far);
        far_rules_.emplace(number, rule);
    }
    weights_.push_back(properties.weight);
    return static_cast<std::uint32_t>(number);
}

void TemplateTable::finish()
{
    if (!blocks_.empty()) {
        blocks_.back().shrink_to_fit();
    }
    weights_.shrink_to_fit();
    rules_of_.shrink_to_fit();
    rules_.shrink_to_fit();
    ends_.shrink_to_fit();
    names_.shrink_to_fit();
    numbers_.clear();
}

std::uint32_t TemplateTable::intern(DropTemplate properties)
{
    static_assert(sizeof(DropTemplate) == sizeof(Key), "it has no bytes that mean nothing");
    properties.weight = 0;
    auto const next = static_cast<std::uint32_t>(rules_.size());
    auto const [found, fresh] = numbers_.try_emplace(std::bit_cast<Key>(properties), next);
    if (fresh) {
        rules_.push_back(properties);
    }
    return found->second;
}

std::string_view TemplateTable::record(std::size_t number) const noexcept
{
    auto const begin = number % block_size == 0 ? 0 : ends_[number - 1];
    return {blocks_[number / block_size].data() + begin, ends_[number] - begin};
}

std::string_view TemplateTable::body(std::size_t number) const noexcept
{
    auto const all = record(number);
    return names_[number] == apart
               ? all.substr(0, all.size() - sizeof(std::uint32_t) - name(number).size())
               : all;
}

std::string_view TemplateTable::name(std::size_t number) const noexcept
{
    auto const all = record(number);
    if (auto const place = names_[number]; place != apart) {
        return all.substr(place >> name_size_bits, place & longest_name);
    }
    std::uint32_t size = 0;
    auto const size_begin = all.size() - sizeof size;
    std::memcpy(&size, all.data() + size_begin, sizeof size);
    return all.substr(size_begin - size, size);
}

}  // namespace atl::graph
