#include <array>
#include <cstring>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "atoll/core/error.hpp"
#include "atoll/graph/write_graph.hpp"

#include "graph/append_placement.hpp"
#include "graph/field_kind.hpp"
#include "graph/file_text.hpp"
#include "graph/oid_table.hpp"
#include "graph/read_padded.hpp"
#include "graph/text_sink.hpp"

namespace atl::graph {
namespace {

namespace ondemand = simdjson::ondemand;

/// Copies a graph's text, replacing the placement in every drop that the graph has.
class Rewriter {
  public:
    Rewriter(std::string_view text,
             PhysicalGraph const& graph,
             WrittenPlacement const& placement,
             std::ostream& out)
        : text_(text), placement_(&placement), oids_(graph.size()), sink_(out)
    {
        for (std::uint32_t i = 0; i < graph.size(); ++i) {
            oids_[oids_.add(graph.oid(DropId{i}), 0)].drop = i;
        }
    }

    void run()
    {
        copied_ = text_.data();
        text_ = without_byte_order_mark(text_);
        document_ = parser_.iterate(simdjson::padded_string_view(
            text_.data(), text_.size(), text_.size() + simdjson::SIMDJSON_PADDING));
        list(document_.get_array());
        copy_to(text_.data() + text_.size());
        sink_.flush();
    }

  private:
    void list(ondemand::array elements)
    {
        for (ondemand::value element : elements) {
            auto const type = element.type().value();
            if (type == ondemand::json_type::array) {
                list(element.get_array());
            } else if (type == ondemand::json_type::object) {
                drop(element.get_object());
            }
            sink_.flush_if_full();
        }
    }

    void drop(ondemand::object object)
    {
        cuts_.clear();
        std::uint32_t number = OidTable::undefined;
        char const* cut = nullptr;
        for (ondemand::field field : object) {
            auto const* const key = field.key().raw() - 1;
            auto const kind = field_kind(key + 1);
            end_cut(cut, key);
            if (kind == FieldKind::node || kind == FieldKind::island) {
                cut = key;
            } else if (kind == FieldKind::oid) {
                std::string_view const oid = field.value().get_string();
                number = oids_[oids_.add(oid, 0)].drop;
            }
        }
        char const* end = nullptr;
        if (document_.current_location().get(end) != simdjson::SUCCESS) {
            end = text_.data() + text_.size();
        }
        while (*(end - 1) != '}') {
            --end;
        }
        end_cut(cut, end - 1);
        if (number < OidTable::ignored) {
            replace(number, end - 1);
        }
    }

    void end_cut(char const*& cut, char const* end)
    {
        if (cut != nullptr) {
            cuts_.push_back({cut, end});
            cut = nullptr;
        }
    }

    /// Copies the drop up to its closing brace at \p brace without the cuts, then the new fields.
    void replace(std::uint32_t number, char const* brace)
    {
        for (auto const& [begin, end] : cuts_) {
            copy_to(begin);
            copied_ = end;
        }
        copy_to(brace);
        auto& json = sink_.text();
        auto const last = json.find_last_not_of(" \t\r\n,");
        json.resize(last == std::string::npos ? 0 : last + 1);
        append_placement(*placement_, number, json);
    }

    void copy_to(char const* end)
    {
        sink_.text().append(copied_, end);
        copied_ = end;
    }

    std::string_view text_;
    WrittenPlacement const* placement_;
    OidTable oids_;
    TextSink sink_;
    char const* copied_{nullptr};  ///< All text before has been dealt with.
    std::vector<std::array<char const*, 2>> cuts_;
    ondemand::parser parser_;
    ondemand::document document_;
};

}  // namespace

void rewrite_placement(std::string_view json,
                       PhysicalGraph const& graph,
                       WrittenPlacement const& placement,
                       std::ostream& out)
{
    PaddedText const text{json};
    try {
        Rewriter{text.view(), graph, placement, out}.run();
    } catch (simdjson::simdjson_error const& error) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("the text is not that of the graph: {}", error.what())};
    }
}

}  // namespace atl::graph
