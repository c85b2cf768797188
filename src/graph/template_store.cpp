#include "graph/template_store.hpp"

#include <numeric>
#include <utility>

#include "graph/text_hash.hpp"

namespace atl::graph {
namespace {

std::uint64_t hash_of(std::span<std::string_view const> spans)
{
    std::uint64_t hash = 0;
    for (auto const span : spans) {
        hash = text_hash(span, hash);
    }
    return hash;
}

/// Bytes that join() makes.
std::size_t joined_size(std::span<std::string_view const> spans)
{
    return std::accumulate(
        spans.begin(), spans.end(), std::size_t{1}, [](std::size_t sum, std::string_view span) {
            return sum + span.size() + 1;
        });
}

/// Makes \p body the fields as one JSON object.
void join(std::span<std::string_view const> spans, std::string& body)
{
    body = '{';
    for (auto const span : spans) {
        body += body.size() > 1 ? "," : "";
        body += span;
    }
    body += '}';
}

}  // namespace

TemplateStore::TemplateStore(GraphBuilder& builder) : builder_(&builder), slots_(1024) {}

std::uint32_t TemplateStore::find(std::span<std::string_view const> spans)
{
    last_hash_ = hash_of(spans);
    auto const mask = slots_.size() - 1;
    for (auto slot = last_hash_ & mask; slots_[slot].number != absent; slot = (slot + 1) & mask) {
        auto const& found = slots_[slot];
        if (found.hash == last_hash_ && (found.number == ignored || is_body(found.number, spans))) {
            return found.number;
        }
    }
    return absent;
}

std::uint32_t TemplateStore::add(std::span<std::string_view const> spans,
                                 Diagnostics& diagnostics,
                                 Place const& place)
{
    if (auto const size = joined_size(spans); size > TemplateReader::max_body_size) {
        TemplateReader::report_size(size, diagnostics, place);
        insert(last_hash_, ignored);
        return ignored;
    }
    join(spans, body_);
    auto facts = reader_.read(body_, diagnostics, place);
    if (facts.ignored) {
        insert(last_hash_, ignored);
        syntax_ = std::move(facts.syntax);
        return syntax_.empty() ? ignored : broken;
    }
    auto const id = builder_->add_template(facts.properties, body_, facts.name, facts.content_hash);
    if (!facts.filepath.empty()) {
        filepaths_.emplace(id.value, std::move(facts.filepath));
    }
    insert(last_hash_, id.value);
    return id.value;
}

bool TemplateStore::is_body(std::uint32_t number,
                            std::span<std::string_view const> spans) const noexcept
{
    auto rest = builder_->body(TemplateId{number}).substr(1);
    for (auto const span : spans) {
        // After each span stands a comma or the closing brace.
        if (!rest.starts_with(span) || rest.size() <= span.size()) {
            return false;
        }
        rest.remove_prefix(span.size() + 1);
    }
    return rest.empty();
}

void TemplateStore::insert(std::uint64_t hash, std::uint32_t number)
{
    auto const put = [this](Slot const& entry) {
        auto const mask = slots_.size() - 1;
        auto slot = entry.hash & mask;
        while (slots_[slot].number != absent) {
            slot = (slot + 1) & mask;
        }
        slots_[slot] = entry;
    };
    if (2 * ++used_ > slots_.size()) {
        std::vector<Slot> const old = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (auto const& entry : old) {
            if (entry.number != absent) {
                put(entry);
            }
        }
    }
    put({hash, number});
}

}  // namespace atl::graph
