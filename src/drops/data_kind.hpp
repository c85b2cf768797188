#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/drops/payload.hpp"

#include "drops/drop_identity.hpp"

namespace atl::drops {

/// One try of an app that writes to a data drop.
struct WriteAttempt {
    std::uint32_t producer{0};  ///< Id of the app in the whole graph.
    unsigned attempt{1};
};

/// What one try of an app writes to a data drop: apart from the drop's content until the content
/// has accepted it. Destroyed without that, it leaves nothing behind. Used by one thread.
class Contribution {
  public:
    virtual ~Contribution() = default;
    /// Appends. \throws Error{io}
    virtual void write(std::span<std::byte const> bytes) = 0;
    /// Replaces what this try has written. \throws Error{io}
    virtual void put(Payload content) = 0;
    /// Where a process may write instead. \throws Error{io}
    [[nodiscard]] virtual std::filesystem::path path() = 0;
    /// The try has succeeded: what it wrote belongs to the drop. Thread-safe with others of the
    /// same drop. \throws Error{io}
    virtual void accept() = 0;

  protected:
    Contribution() = default;
    Contribution(Contribution const&) = delete;
    Contribution& operator=(Contribution const&) = delete;
};

/// The content of one data drop as one rank sees it.
///
/// Written through contributions (several threads), then published (one thread), then constant and
/// read by many. Contributions must not outlive it. Errors are thrown as Error{io} or
/// Error{invalid_graph}; what is marked noexcept does its best.
class Content {
  public:
    virtual ~Content() = default;

    [[nodiscard]] virtual std::unique_ptr<Contribution> contribute(WriteAttempt attempt) = 0;
    /// From another rank: to the owner what a producer there wrote, to others what the owner
    /// published.
    virtual void receive(Payload content) = 0;
    /// What has to travel: from the owner what was published, from others what was written here.
    [[nodiscard]] virtual Payload carry() = 0;

    /// Takes over what a try elsewhere has left on the shared file system under the key \p staging
    /// (RunnerOptions::staging), as if it had been accepted here. \throws Error{io}
    virtual void adopt(std::string const& /*staging*/) {}
    /// Removes what a try elsewhere has left under the key \p staging.
    virtual void disown(std::string const& /*staging*/) noexcept {}
    /// Where on the shared file system there is what was written under the key \p staging (empty:
    /// on the rank that owns it) and not published; empty: there is nothing of that kind.
    [[nodiscard]] virtual std::filesystem::path staged_at(std::string const& /*staging*/) const
    {
        return {};
    }
    /// Makes what was accepted visible. \returns its size in bytes.
    [[nodiscard]] virtual std::uint64_t publish() = 0;
    [[nodiscard]] virtual Payload read() const = 0;
    /// Where a process may read it.
    [[nodiscard]] virtual std::filesystem::path path() const = 0;
    [[nodiscard]] virtual std::string data_url() const = 0;
    /// Removes what was accepted but will not be published.
    virtual void discard() noexcept = 0;
    /// Deletes what outlives this object (files), for a drop whose time is over.
    virtual void remove() noexcept = 0;

    /// Bytes, as publish() or a receiver said. Relaxed: a figure for people, orders nothing.
    [[nodiscard]] std::uint64_t size() const noexcept
    {
        return size_.load(std::memory_order_relaxed);
    }
    void set_size(std::uint64_t bytes) noexcept { size_.store(bytes, std::memory_order_relaxed); }

  protected:
    Content() = default;
    Content(Content const&) = delete;
    Content& operator=(Content const&) = delete;

  private:
    std::atomic<std::uint64_t> size_{0};
};

/// Where a rank stands to a data drop.
enum class Standing : std::uint8_t { owner, guest };

/// From what a kind makes the content of a drop.
struct ContentRequest {
    DropIdentity drop;
    Standing standing{Standing::owner};
    /// True when exactly one app of the whole graph writes it, as far as is known here.
    bool one_producer{false};
    /// False when no app writes it: it is there before the session. Known to the owner.
    bool has_producers{false};
    /// Path that the producer has for the drop (its parameter at the port that feeds `filepath`);
    /// empty: none.
    std::string learned_path{};
    /// Producers of an earlier epoch may have left half of it.
    bool leftovers{false};
};

/// What happens to content after its last use.
enum class AfterUse : std::uint8_t {
    keep,         ///< Nothing.
    free_memory,  ///< It is let go; the drop stays COMPLETED.
    delete_drop,  ///< It is removed and the drop becomes DELETED.
};

/// The behaviour of all data drops of one template. Constant; used by all threads.
class DataKind {
  public:
    virtual ~DataKind() = default;
    /// \throws Error{invalid_graph} when the drop's path cannot be told.
    [[nodiscard]] virtual std::unique_ptr<Content> make(ContentRequest const& request) const = 0;
    [[nodiscard]] virtual Carriage carriage(Standing standing) const noexcept = 0;
    [[nodiscard]] virtual AfterUse after_use() const noexcept = 0;
    /// Drops have a path of their own, which any process on any node can use.
    [[nodiscard]] virtual bool has_path() const noexcept = 0;
    /// The path is that of a folder.
    [[nodiscard]] virtual bool is_folder() const noexcept { return false; }
    /// Nothing need be made, published or let go when no app has written anything.
    [[nodiscard]] virtual bool empty_by_default() const noexcept = 0;
    /// Its path may come from a producer's parameter.
    [[nodiscard]] virtual bool learns_path() const noexcept { return false; }

  protected:
    DataKind() = default;
    DataKind(DataKind const&) = delete;
    DataKind& operator=(DataKind const&) = delete;
};

}  // namespace atl::drops
