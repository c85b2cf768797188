#include <algorithm>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>

#include "atoll/core/error.hpp"
#include "atoll/graph/part.hpp"

namespace atl::graph {
namespace {

// Layout: signature, owned, then every array as a 64-bit count and its elements, padded to 8 bytes.
constexpr std::uint64_t signature = 0x3174726150'6c7441ULL;
constexpr std::size_t alignment = 8;

/// Calls \p visit with every plain array of \p part, always in this order.
template <typename AnyPart, typename Visit>
void for_each_array(AnyPart& part, Visit&& visit)
{
    visit(part.global);
    visit(part.ghost_rank);
    visit(part.template_of);
    visit(part.templates);
    visit(part.successor_offsets);
    visit(part.successors);
    visit(part.remote_offsets);
    visit(part.remotes);
    visit(part.input_offsets);
    visit(part.inputs);
    visit(part.input_ports);
    visit(part.output_offsets);
    visit(part.outputs);
    visit(part.output_ports);
    visit(part.priority);
    visit(part.texts);
    visit(part.body_begin);
    visit(part.head_of);
    visit(part.tail_offsets);
    visit(part.tails);
}

constexpr std::size_t padded(std::size_t size)
{
    return (size + alignment - 1) / alignment * alignment;
}

class PartWriter {
  public:
    void number(std::uint64_t value) { raw(&value, sizeof value); }
    void text(std::string_view text)
    {
        number(text.size());
        raw(text.data(), text.size());
    }
    template <typename T>
    void array(std::vector<T> const& values)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        number(values.size());
        raw(values.data(), values.size() * sizeof(T));
    }
    void reserve(std::size_t size) { bytes_.reserve(size); }
    [[nodiscard]] std::vector<std::byte> take() { return std::move(bytes_); }

  private:
    void raw(void const* data, std::size_t size)
    {
        auto const* const first = static_cast<std::byte const*>(data);
        bytes_.insert(bytes_.end(), first, first + size);
        bytes_.resize(padded(bytes_.size()));
    }

    std::vector<std::byte> bytes_;
};

class Reader {
  public:
    explicit Reader(std::span<std::byte const> bytes) : bytes_(bytes) {}

    [[nodiscard]] std::uint64_t number()
    {
        std::uint64_t value = 0;
        std::memcpy(&value, take(1, sizeof value), sizeof value);
        return value;
    }
    [[nodiscard]] std::string text()
    {
        auto const size = number();
        return {reinterpret_cast<char const*>(take(size, 1)), size};
    }
    template <typename T>
    void array(std::vector<T>& values)
    {
        auto const count = number();
        auto const* const data = take(count, sizeof(T));
        values.resize(count);
        if (count > 0) {
            std::memcpy(static_cast<void*>(values.data()), data, count * sizeof(T));
        }
    }
    [[nodiscard]] bool at_end() const noexcept { return place_ == bytes_.size(); }

  private:
    /// The next \p count elements of \p size bytes each.
    std::byte const* take(std::uint64_t count, std::size_t size)
    {
        auto const left = bytes_.size() - place_;
        if (count > left / size || padded(count * size) > left) {
            throw Error{ErrorKind::internal, "a part of the graph arrived cut short"};
        }
        auto const* const data = bytes_.data() + place_;
        place_ += padded(count * size);
        return data;
    }

    std::span<std::byte const> bytes_;
    std::size_t place_{0};
};

bool is_consistent(Part const& part)
{
    auto const owned = std::size_t{part.owned};
    auto const all = part.global.size();
    auto const ends_at = [](auto const& offsets, std::size_t count, auto const& values) {
        return offsets.size() == count + 1 && offsets.back() == values.size();
    };
    return owned <= all && all <= std::numeric_limits<std::uint32_t>::max() &&
           part.ghost_rank.size() == all - owned && part.template_of.size() == all &&
           part.head_of.size() == all && part.priority.size() == owned &&
           part.input_ports.size() == part.inputs.size() &&
           part.output_ports.size() == part.outputs.size() &&
           ends_at(part.successor_offsets, all, part.successors) &&
           ends_at(part.remote_offsets, owned, part.remotes) &&
           ends_at(part.input_offsets, owned, part.inputs) &&
           ends_at(part.output_offsets, owned, part.outputs) &&
           ends_at(part.tail_offsets, all, part.tails) &&
           ends_at(part.body_begin, part.templates.size(), part.texts);
}

}  // namespace

std::vector<std::byte> write_part(Part const& part)
{
    PartWriter writer;
    std::size_t size = 0;
    for_each_array(part, [&](auto const& values) {
        size += padded(values.size() * sizeof(values[0])) + alignment;
    });
    writer.reserve(size + std::size_t{4096});
    writer.number(signature);
    writer.number(part.owned);
    for_each_array(part, [&](auto const& values) { writer.array(values); });
    writer.number(part.port_pairs.size());
    for (auto const& pair : part.port_pairs) {
        writer.text(pair.app_port);
        writer.text(pair.data_port);
        writer.number(pair.streaming ? 1 : 0);
    }
    writer.number(part.heads.size());
    for (auto const& head : part.heads) {
        writer.text(head);
    }
    return writer.take();
}

Part read_part(std::span<std::byte const> bytes)
{
    Reader reader{bytes};
    if (reader.number() != signature) {
        throw Error{ErrorKind::internal, "what arrived is not a part of a graph"};
    }
    Part part;
    part.owned = static_cast<std::uint32_t>(reader.number());
    for_each_array(part, [&](auto& values) { reader.array(values); });
    for (auto left = reader.number(); left > 0; --left) {
        PortPair pair;
        pair.app_port = reader.text();
        pair.data_port = reader.text();
        pair.streaming = reader.number() != 0;
        part.port_pairs.push_back(std::move(pair));
    }
    for (auto left = reader.number(); left > 0; --left) {
        part.heads.push_back(reader.text());
    }
    if (!reader.at_end() || !is_consistent(part)) {
        throw Error{ErrorKind::internal, "a part of the graph arrived damaged"};
    }
    return part;
}

}  // namespace atl::graph
