#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/graph/drop_template.hpp"

namespace atl::graph {

/// Templates of a graph with their texts, numbered 0.. in the order of add().
///
/// 14 bytes a template beside its body: a graph may have as many templates as drops. What templates
/// mostly have in common is kept once, and a name that its body spells the same way takes no room.
class TemplateTable {
  public:
    /// \param body  JSON object. \param name  for people.
    /// \returns the template's number. \throws Error{invalid_graph} when there would be 2^32, or
    /// when 256 of them in a row are larger than 4 GiB.
    std::uint32_t add(DropTemplate const& properties, std::string_view body, std::string_view name);
    /// Gives back what was only needed to add more.
    void finish();

    [[nodiscard]] std::uint32_t size() const noexcept
    {
        return static_cast<std::uint32_t>(weights_.size());
    }
    [[nodiscard]] bool empty() const noexcept { return weights_.empty(); }
    /// \pre number < size(), here and below.
    [[nodiscard]] DropTemplate operator[](std::size_t number) const noexcept
    {
        auto const rule = rules_of_[number];
        auto properties = rules_[rule == far ? far_rules_.at(number) : rule];
        properties.weight = weights_[number];
        return properties;
    }
    /// Valid until the next add().
    [[nodiscard]] std::string_view body(std::size_t number) const noexcept;
    [[nodiscard]] std::string_view name(std::size_t number) const noexcept;

  private:
    using Key = std::array<std::uint64_t, 2>;
    static constexpr std::size_t block_size = 256;
    /// In names_: the name follows the body, and its size (32 bits) follows it.
    static constexpr std::uint32_t apart = 0xffffffff;
    /// In rules_of_: the number is in far_rules_.
    static constexpr std::uint16_t far = 0xffff;

    [[nodiscard]] std::uint32_t intern(DropTemplate properties);
    /// Body, and what follows it.
    [[nodiscard]] std::string_view record(std::size_t number) const noexcept;

    std::vector<float> weights_;                      // [templates]
    std::vector<std::uint16_t> rules_of_;             // [templates] index into rules_, or far
    std::map<std::size_t, std::uint32_t> far_rules_;  // of templates; beyond the first 65535 rules
    std::vector<DropTemplate> rules_;                 // different ones, weights apart
    std::vector<std::uint32_t> ends_;                 // [templates] of the record in its block
    std::vector<std::uint32_t> names_;      // [templates] place << 12 | size in the body, or apart
    std::vector<std::string> blocks_;       // records of 256 templates each
    std::map<Key, std::uint32_t> numbers_;  // of rules_, until finish()
};

}  // namespace atl::graph
