#include "yaml_value.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace atl::config {
namespace {

constexpr std::size_t largest_text = 1U << 20U;
constexpr std::size_t most_values = 20'000;  // aliases of aliases would grow without end
constexpr int deepest = 32;

/// What stops the conversion; the place is where it happened.
struct Refusal {
    Origin where;
    std::string what;
};

class Converter {
  public:
    Converter(std::string const& source, Diagnostics& problems)
        : source_(source), problems_(problems)
    {
    }

    YamlValue value(YAML::Node const& node, int depth)
    {
        YamlValue converted;
        converted.origin = place(node.Mark());
        if (depth > deepest) {
            throw Refusal{converted.origin, fmt::format("nested deeper than {} levels", deepest)};
        }
        if (++values_ > most_values) {
            throw Refusal{converted.origin, fmt::format("more than {} values", most_values)};
        }
        switch (node.Type()) {
            case YAML::NodeType::Undefined:
            case YAML::NodeType::Null:
                break;
            case YAML::NodeType::Scalar:
                scalar(node, converted);
                break;
            case YAML::NodeType::Sequence:
                converted.kind = YamlValue::Kind::list;
                for (auto const& item : node) {
                    converted.items.push_back(value(item, depth + 1));
                }
                break;
            case YAML::NodeType::Map:
                map(node, depth, converted);
                break;
        }
        return converted;
    }

    [[nodiscard]] Origin place(YAML::Mark const& mark) const
    {
        return {source_,
                static_cast<std::uint32_t>(std::max(mark.line, -1) + 1),
                static_cast<std::uint32_t>(std::max(mark.column, -1) + 1)};
    }

  private:
    static void scalar(YAML::Node const& node, YamlValue& converted)
    {
        constexpr std::array<std::string_view, 5> null_words{"", "~", "null", "Null", "NULL"};
        converted.text = node.Scalar();
        converted.quoted = node.Tag() == "!";
        bool const is_null = std::ranges::find(null_words, converted.text) != null_words.end();
        converted.kind =
            is_null && !converted.quoted ? YamlValue::Kind::null : YamlValue::Kind::scalar;
    }

    void map(YAML::Node const& node, int depth, YamlValue& converted)
    {
        converted.kind = YamlValue::Kind::map;
        std::vector<YamlValue> merged;
        for (auto const& member : node) {
            auto const origin = place(member.first.Mark());
            if (!member.first.IsScalar()) {
                problems_.error(to_string(origin), "a key must be a plain word");
                continue;
            }
            auto const& key = member.first.Scalar();
            if (key == "<<") {
                merged.push_back(value(member.second, depth + 1));
            } else if (auto const* const first = converted.find(key); first != nullptr) {
                problems_.error(
                    to_string(origin),
                    fmt::format(
                        "'{}' is stated twice (first at {})", key, to_string(first->origin)),
                    "keep one of them");
            } else {
                converted.members.push_back({key, origin, value(member.second, depth + 1)});
            }
        }
        for (auto const& other : merged) {
            merge(other, converted);
        }
    }

    // YAML's "<<": members of another map (or of each of a list) that are not stated here.
    static void merge(YamlValue const& other, YamlValue& into)
    {
        for (auto const& item : other.items) {
            merge(item, into);
        }
        for (auto const& member : other.members) {
            if (into.find(member.key) == nullptr) {
                into.members.push_back(member);
            }
        }
    }

    std::string const& source_;
    Diagnostics& problems_;
    std::size_t values_{0};
};

std::string joined(YamlValue const& value)
{
    std::string text;
    switch (value.kind) {
        case YamlValue::Kind::null:
            return "null";
        case YamlValue::Kind::scalar:
            return value.text;
        case YamlValue::Kind::list:
            for (auto const& item : value.items) {
                text += fmt::format("{}{}", text.empty() ? "" : ", ", joined(item));
            }
            return fmt::format("[{}]", text);
        case YamlValue::Kind::map:
            for (auto const& member : value.members) {
                text += fmt::format(
                    "{}{}: {}", text.empty() ? "" : ", ", member.key, joined(member.value));
            }
            return fmt::format("{{{}}}", text);
    }
    return text;
}

}  // namespace

YamlValue const* YamlValue::find(std::string_view key) const noexcept
{
    auto const found = std::ranges::find(members, key, &YamlMember::key);
    return found == members.end() ? nullptr : &found->value;
}

std::optional<YamlValue> parse_yaml(std::string_view text,
                                    std::string const& source,
                                    Diagnostics& problems)
{
    if (text.size() > largest_text) {
        problems.error(source, fmt::format("too large for a cluster file ({} bytes)", text.size()));
        return std::nullopt;
    }
    Converter converter{source, problems};
    try {
        auto const documents = YAML::LoadAll(std::string{text});
        if (documents.size() > 1) {
            problems.error(to_string(converter.place(documents[1].Mark())),
                           "holds a second document",
                           "keep what follows '---' in a file of its own");
            return std::nullopt;
        }
        return documents.empty() ? YamlValue{} : converter.value(documents.front(), 0);
    } catch (YAML::Exception const& problem) {
        problems.error(to_string(converter.place(problem.mark)),
                       fmt::format("is no YAML ({})", problem.msg));
    } catch (Refusal const& refusal) {
        problems.error(to_string(refusal.where), refusal.what);
    }
    return std::nullopt;
}

std::string one_line(YamlValue const& value)
{
    constexpr std::size_t longest = 80;
    auto text = joined(value);
    std::ranges::replace(text, '\n', ' ');
    if (text.size() > longest) {
        text = text.substr(0, longest - 3) + "...";
    }
    return text;
}

}  // namespace atl::config
