#include "drops/contents.hpp"

#include <new>
#include <type_traits>
#include <utility>

#include "drops/template_set.hpp"

namespace atl::drops {
namespace {

constexpr auto unlimited = TemplateSet::unlimited;

constexpr std::uint64_t no_content(std::uint64_t size)
{
    return 2 * size + 1;
}

Content* content_in(std::uint64_t word)
{
    bool const none = word == 0 || (word & 1U) != 0;
    return none ? nullptr : reinterpret_cast<Content*>(word);
}

}  // namespace

Contents::Contents(graph::Part const& part, ContentRules rules)
    : part_(part),
      rules_(std::move(rules)),
      storage_(static_cast<Slot*>(std::calloc(part.size() + std::size_t{1}, sizeof(Slot)))),
      slots_(storage_.get(), part.size())
{
    static_assert(std::is_trivially_destructible_v<Slot>);
    if (!storage_) {
        throw std::bad_alloc{};
    }
    for (std::uint32_t drop = 0; drop < part.size(); ++drop) {
        auto const own = part.template_of[drop];
        if (!rules_.kinds[own] || (!rules_.idle.empty() && rules_.idle[own])) {
            continue;
        }
        auto readers = part.successor_offsets[drop + 1] - part.successor_offsets[drop];
        if (owned(drop)) {
            readers += part.remote_count(drop);
        }
        slots_[drop].readers.store(readers, std::memory_order_relaxed);
    }
}

Contents::~Contents()
{
    for (auto const data : late_) {
        if (auto* const content = content_in(slots_[data].word.load(std::memory_order_acquire))) {
            ask_before_change(data);
            content->remove();
        }
    }
    for (auto& slot : slots_) {
        delete content_in(slot.word.load(std::memory_order_acquire));
    }
}

Content& Contents::get(std::uint32_t data)
{
    auto& word = slots_[data].word;
    auto found = word.load(std::memory_order_acquire);
    if (auto* const content = content_in(found)) {
        return *content;
    }
    auto made = kind(data).make(rules_.request(data));
    auto const address = reinterpret_cast<std::uint64_t>(made.get());
    if (word.compare_exchange_strong(found, address, std::memory_order_acq_rel)) {
        return *made.release();
    }
    return *content_in(found);
}

bool Contents::exists(std::uint32_t data) const noexcept
{
    return content_in(slots_[data].word.load(std::memory_order_acquire)) != nullptr;
}

std::filesystem::path Contents::stored_at(std::uint32_t data) const noexcept
{
    try {
        return kind(data).has_path() ? kind(data).make(rules_.request(data))->path()
                                     : std::filesystem::path{};
    } catch (...) {
        return {};  // It has no path, and nothing was written there.
    }
}

std::filesystem::path Contents::staged_at(std::uint32_t data,
                                          std::string const& staging) const noexcept
{
    try {
        return kind(data).has_path() ? kind(data).make(rules_.request(data))->staged_at(staging)
                                     : std::filesystem::path{};
    } catch (...) {
        return {};  // As in stored_at().
    }
}

void Contents::ask_before_change(std::uint32_t data) const
{
    if (rules_.before_files_change && kind(data).has_path()) {
        rules_.before_files_change();
    }
}

std::uint64_t Contents::publish(std::uint32_t data)
{
    auto& slot = slots_[data];
    bool const nothing = !exists(data) && kind(data).empty_by_default();
    std::uint64_t size = 0;
    if (!nothing) {
        auto& content = get(data);
        ask_before_change(data);
        size = content.publish();
        content.set_size(size);
    }
    slot.fate.store(Fate::published, std::memory_order_release);
    if (lifespan(data) != unlimited) {
        lifespans_.begin(data, lifespan(data));
    }
    if (slot.readers.load(std::memory_order_acquire) == 0 && !keeps_unread(data)) {
        let_go(data);
    }
    return size;
}

void Contents::restore(std::uint32_t data, DropState state) noexcept
{
    auto& slot = slots_[data];
    bool const published =
        state == DropState::completed || state == DropState::expired || state == DropState::deleted;
    slot.fate.store(published ? Fate::published : Fate::absent, std::memory_order_release);
    if (state == DropState::completed && lifespan(data) != unlimited) {
        lifespans_.begin(data, lifespan(data));
    }
    if (state != DropState::completed) {
        // Nothing to let go: one more reader than there is keeps it from being tried.
        slot.readers.fetch_add(1, std::memory_order_relaxed);
    }
}

bool Contents::keeps_unread(std::uint32_t data) const
{
    switch (kind(data).after_use()) {
        case AfterUse::keep:
            return false;  // only the memory of its description goes
        case AfterUse::free_memory:
            return rules_.unread == UnreadContent::keep;
        case AfterUse::delete_drop:
            return true;  // there was no use after which it could go
    }
    return true;
}

void Contents::give_up(std::uint32_t data) noexcept
{
    auto& slot = slots_[data];
    slot.fate.store(Fate::absent, std::memory_order_release);
    if (auto* const content = content_in(slot.word.load(std::memory_order_acquire))) {
        content->discard();
    }
}

void Contents::release(std::uint32_t data, Use use) noexcept
{
    auto& slot = slots_[data];
    if (use == Use::skipped) {
        slot.skipped.store(true, std::memory_order_relaxed);
    }
    if (slot.readers.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        let_go(data);
    }
}

Fate Contents::fate(std::uint32_t data) const noexcept
{
    return slots_[data].fate.load(std::memory_order_acquire);
}

std::uint64_t Contents::size(std::uint32_t data) const noexcept
{
    auto const word = slots_[data].word.load(std::memory_order_acquire);
    auto* const content = content_in(word);
    return content == nullptr ? word / 2 : content->size();
}

std::int64_t Contents::lifespan(std::uint32_t data) const
{
    return owned(data) && !rules_.lifespans.empty() ? rules_.lifespans[part_.template_of[data]]
                                                    : unlimited;
}

bool Contents::may_be_deleted(std::uint32_t data) const
{
    return kind(data).after_use() == AfterUse::delete_drop || lifespan(data) != unlimited;
}

void Contents::expire(std::int64_t now_ns, std::function<bool(std::uint32_t)> const& completed)
{
    if (rules_.lifespans.empty()) {
        return;
    }
    for (auto const data : lifespans_.passed(now_ns)) {
        if (!completed(data)) {
            lifespans_.again(data);
        } else if (lifespans_.claim_unread(data, slots_[data].readers)) {
            delete_drop(data);
        }
    }
}

void Contents::let_go(std::uint32_t data) noexcept
{
    auto& slot = slots_[data];
    switch (kind(data).after_use()) {
        case AfterUse::keep:
            if (kind(data).has_path() && !may_be_deleted(data)) {
                forget(slot, size(data));  // What is kept lies on the file system.
            }
            break;
        case AfterUse::free_memory:
            forget(slot, size(data));
            break;
        case AfterUse::delete_drop:
            delete_after_use(data);
            break;
    }
    if (lifespan(data) != unlimited && lifespans_.claim_overdue(data)) {
        delete_drop(data);
    }
}

void Contents::delete_after_use(std::uint32_t data) noexcept
{
    auto& slot = slots_[data];
    bool const wanted = owned(data) && fate(data) == Fate::published &&
                        !slot.skipped.load(std::memory_order_relaxed);
    if (!wanted) {
        if (lifespan(data) == unlimited || fate(data) != Fate::published) {
            forget(slot, size(data));
        }
        return;
    }
    if (lifespan(data) == unlimited || lifespans_.claim(data)) {
        delete_drop(data);
    }
}

void Contents::delete_drop(std::uint32_t data) noexcept
{
    auto& slot = slots_[data];
    bool const read_elsewhere = part_.remote_count(data) > 0;
    if (read_elsewhere && kind(data).has_path()) {
        // Other ranks were told, but nobody says when they have read the file.
        std::scoped_lock const lock{late_mutex_};
        late_.push_back(data);
        return;
    }
    auto const bytes = size(data);
    if (auto* const content = content_in(slot.word.load(std::memory_order_acquire))) {
        ask_before_change(data);
        content->remove();
    }
    forget(slot, bytes);
    if (rules_.deleted) {
        rules_.deleted(data);
    }
}

void Contents::forget(Slot& slot, std::uint64_t size) noexcept
{
    auto const word = slot.word.exchange(no_content(size), std::memory_order_acq_rel);
    delete content_in(word);
}

}  // namespace atl::drops
