#include "graph/duplicate_keys.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

namespace atl::graph {
namespace {

namespace dom = simdjson::dom;

void search(dom::element element, std::string const& pointer, std::vector<std::string>& found);

void search_object(dom::object object, std::string const& pointer, std::vector<std::string>& found)
{
    for (auto const field : object) {
        if (field.value.is_object() || field.value.is_array()) {
            search(field.value, fmt::format("{}{}/", pointer, field.key), found);
        }
    }
    std::vector<std::string_view> keys;
    for (auto const field : object) {
        keys.push_back(field.key);
    }
    std::ranges::sort(keys);
    for (auto key = keys.begin(); (key = std::adjacent_find(key, keys.end())) != keys.end();
         key = std::upper_bound(key, keys.end(), *key)) {
        found.push_back(fmt::format("{}{}", pointer, *key));
    }
}

void search(dom::element element, std::string const& pointer, std::vector<std::string>& found)
{
    dom::object object;
    dom::array list;
    if (element.get(object) == simdjson::SUCCESS) {
        search_object(object, pointer, found);
    } else if (element.get(list) == simdjson::SUCCESS) {
        std::size_t index = 0;
        for (auto const item : list) {
            if (item.is_object() || item.is_array()) {
                search(item, fmt::format("{}{}/", pointer, index), found);
            }
            ++index;
        }
    }
}

/// A number that equal keys share and most others do not.
std::uint64_t number_of(std::string_view key)
{
    std::uint64_t number = 0;
    std::memcpy(&number, key.data(), std::min<std::size_t>(key.size(), 7));
    return number << 8U | (key.empty() ? 0U : static_cast<unsigned char>(key.back()) ^ key.size());
}

bool may_have_duplicates(dom::element element);

bool any_item_may(dom::element element)
{
    dom::array list;
    if (element.get(list) != simdjson::SUCCESS) {
        return false;
    }
    for (auto const item : list) {
        if (may_have_duplicates(item)) {
            return true;
        }
    }
    return false;
}

/// False for nearly all objects without duplicates, without memory of its own.
bool may_have_duplicates(dom::element element)
{
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) {
        return any_item_may(element);
    }
    std::array<std::uint64_t, 64> numbers;
    std::size_t count = 0;
    for (auto const field : object) {
        auto const number = number_of(field.key);
        bool any = count == numbers.size();
        for (std::size_t i = 0; i < count; ++i) {
            any |= numbers[i] == number;
        }
        if (any || ((field.value.is_object() || field.value.is_array()) &&
                    may_have_duplicates(field.value))) {
            return true;
        }
        numbers[count++] = number;
    }
    return false;
}

}  // namespace

std::vector<std::string> duplicate_keys(dom::element element)
{
    std::vector<std::string> found;
    if (may_have_duplicates(element)) {
        search(element, "", found);
    }
    return found;
}

}  // namespace atl::graph
