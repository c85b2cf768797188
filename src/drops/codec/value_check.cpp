#include "drops/codec/value_check.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

constexpr unsigned max_height = 500;
constexpr std::uint64_t max_parts = 50'000'000;

/// Size of a value when shared parts are counted as often as they occur.
struct Extent {
    std::uint64_t parts{1};
    unsigned height{0};
};

[[noreturn]] void refuse(std::string_view why)
{
    throw Error{ErrorKind::io,
                fmt::format("the pickled value cannot be used: {}", why),
                "plain numbers, text, lists, dictionaries and numpy arrays can be exchanged"};
}

/// Walks a value once, whatever is shared in it.
class Walker {
  public:
    enum class Globals : std::uint8_t { refused, allowed };

    explicit Walker(Globals globals) : globals_(globals) {}

    [[nodiscard]] Extent walk(PyValue const& value, unsigned depth)
    {
        if (auto const* const global = value.get<PyValue::Global>();
            global != nullptr && globals_ == Globals::refused) {
            refuse(fmt::format("it holds the class or function '{}'", *global->name));
        }
        if (auto const* const items = value.as_sequence()) {
            return container(items, *items, depth);
        }
        if (auto const* const set = value.get<PyValue::Set>()) {
            return container(set->items.get(), *set->items, depth);
        }
        if (auto const* const array = value.as_array(); array != nullptr) {
            return container(array, array->objects, depth);
        }
        if (auto const* const dict = value.get<PyValue::Dict>()) {
            return entries(*dict->entries, depth);
        }
        return {};
    }

  private:
    struct Seen {
        Extent extent;
        bool open{true};  ///< Its parts are being walked: meeting it again is a cycle.
    };

    [[nodiscard]] Extent const* known(void const* identity, unsigned depth)
    {
        auto const [place, is_new] = seen_.try_emplace(identity);
        if (!is_new && place->second.open) {
            refuse("a container is part of itself");
        }
        if (depth > max_height) {
            refuse(fmt::format("it has more than {} levels", max_height));
        }
        return is_new ? nullptr : &place->second.extent;
    }

    void add(Extent& sum, Extent const& part)
    {
        sum.parts += part.parts;
        sum.height = std::max(sum.height, part.height + 1);
        if (sum.parts > max_parts || sum.height > max_height) {
            refuse(fmt::format("it has more than {} levels or {} parts", max_height, max_parts));
        }
    }

    [[nodiscard]] Extent close(void const* identity, Extent extent)
    {
        seen_[identity] = {extent, false};
        return extent;
    }

    [[nodiscard]] Extent container(void const* identity,
                                   PyValue::Items const& items,
                                   unsigned depth)
    {
        if (auto const* const extent = known(identity, depth)) {
            return *extent;
        }
        Extent sum;
        for (auto const& item : items) {
            add(sum, walk(item, depth + 1));
        }
        return close(identity, sum);
    }

    [[nodiscard]] Extent entries(PyValue::Entries const& entries, unsigned depth)
    {
        if (auto const* const extent = known(&entries, depth)) {
            return *extent;
        }
        Extent sum;
        for (auto const& [key, value] : entries) {
            add(sum, walk(key, depth + 1));
            add(sum, walk(value, depth + 1));
        }
        return close(&entries, sum);
    }

    Globals globals_;
    std::unordered_map<void const*, Seen> seen_;
};

}  // namespace

void check_value(PyValue const& value)
{
    Walker walker{Walker::Globals::refused};
    std::ignore = walker.walk(value, 0);
}

void check_containers(PyValue::Items const& values)
{
    Walker walker{Walker::Globals::allowed};
    for (auto const& value : values) {
        std::ignore = walker.walk(value, 0);
    }
}

}  // namespace atl::drops
