#pragma once

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/graph/part.hpp"

#include "drops/data_kind.hpp"
#include "drops/lifespans.hpp"

namespace atl::drops {

/// What became of a data drop on this rank.
enum class Fate : std::uint8_t { open, published, absent };

/// How a consumer ended.
enum class Use : std::uint8_t {
    ran,      ///< It ran, well or not, or failed by its inputs.
    skipped,  ///< It never wanted the content.
};

/// What the table needs to know that is not in the part.
struct ContentRules {
    std::vector<std::unique_ptr<DataKind const>> const& kinds;  ///< [templates] nullptr for apps.
    UnreadContent unread{UnreadContent::release};
    std::function<void(std::uint32_t)> deleted;  ///< RunnerOptions::deleted; may be empty.
    /// Makes the request for a drop's content.
    std::function<ContentRequest(std::uint32_t data)> request;
    /// [templates] Nobody ever does anything with drops of the template; or empty.
    std::vector<bool> idle;
    std::vector<std::int64_t> lifespans{};        ///< TemplateSet::lifespans.
    std::function<void()> before_files_change{};  ///< RunnerOptions has it; may be empty.
};

/// Contents of the data drops of a rank: made when first needed, let go after their last use.
///
/// Thread-safe under DropRunner's promise about calls for one drop. 16 bytes a drop beside the
/// contents, of which those of idle drops stay untouched pages.
class Contents {
  public:
    Contents(graph::Part const& part, ContentRules rules);
    ~Contents();
    Contents(Contents const&) = delete;
    Contents& operator=(Contents const&) = delete;

    [[nodiscard]] DataKind const& kind(std::uint32_t data) const
    {
        return *rules_.kinds[part_.template_of[data]];
    }
    /// The content of \p data, made now if it was not there. \throws Error as DataKind::make.
    [[nodiscard]] Content& get(std::uint32_t data);
    /// Whether something was made of \p data and not let go.
    [[nodiscard]] bool exists(std::uint32_t data) const noexcept;

    /// DropRunner::stored_at. From any thread: does not look at what is held of \p data.
    [[nodiscard]] std::filesystem::path stored_at(std::uint32_t data) const noexcept;
    /// DropRunner::staged_at, under the key \p staging. As stored_at().
    [[nodiscard]] std::filesystem::path staged_at(std::uint32_t data,
                                                  std::string const& staging) const noexcept;

    /// \returns bytes. \throws Error{io}
    [[nodiscard]] std::uint64_t publish(std::uint32_t data);
    /// It came to rest in \p state in an earlier epoch.
    void restore(std::uint32_t data, DropState state) noexcept;
    /// It will never be published.
    void give_up(std::uint32_t data) noexcept;
    /// One reader (local consumer or other rank) needs it no more.
    void release(std::uint32_t data, Use use) noexcept;
    /// DropRunner::expire.
    void expire(std::int64_t now_ns, std::function<bool(std::uint32_t data)> const& completed);
    /// Whether it may have to be deleted, by use or by age: then what it is made of stays known.
    [[nodiscard]] bool may_be_deleted(std::uint32_t data) const;

    [[nodiscard]] Fate fate(std::uint32_t data) const noexcept;
    [[nodiscard]] std::uint64_t size(std::uint32_t data) const noexcept;

  private:
    /// To be called before the file of \p data in its final place is made or removed.
    void ask_before_change(std::uint32_t data) const;
    struct Slot {
        /// A Content's address, or 2 * size + 1 when there is no content (any more), or 0 when
        /// there never was any. Release by who makes it, acquire by who uses it: the content behind
        /// it must be complete.
        std::atomic<std::uint64_t> word{0};
        /// Readers that have not ended. acq_rel: the last one's free comes after all reads.
        std::atomic<std::uint32_t> readers{0};
        std::atomic<Fate> fate{Fate::open};
        /// A reader was skipped: DALiuGE's expiry then never happens.
        std::atomic<bool> skipped{false};
    };

    [[nodiscard]] bool owned(std::uint32_t data) const noexcept { return data < part_.owned; }
    [[nodiscard]] bool keeps_unread(std::uint32_t data) const;
    void let_go(std::uint32_t data) noexcept;
    [[nodiscard]] std::int64_t lifespan(std::uint32_t data) const;
    void delete_after_use(std::uint32_t data) noexcept;
    void delete_drop(std::uint32_t data) noexcept;
    void forget(Slot& slot, std::uint64_t size) noexcept;

    graph::Part const& part_;
    ContentRules rules_;
    struct FreeSlots {
        void operator()(Slot* slots) const noexcept { std::free(slots); }
    };
    /// From calloc: a slot that is not used is zero, and a page of them takes no memory.
    std::unique_ptr<Slot[], FreeSlots> storage_;
    std::span<Slot> slots_;
    Lifespans lifespans_;
    std::mutex late_mutex_;
    std::vector<std::uint32_t> late_;  // guarded by late_mutex_; deleted when the session ends
};

}  // namespace atl::drops
