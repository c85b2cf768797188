#include "runtime/rank_journal.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <sys/statfs.h>

#include "atoll/core/log.hpp"

#include "runtime/seconds.hpp"

namespace atl::runtime {
namespace {

using namespace std::chrono_literals;

/// A worker alone fills its ring in about so long.
constexpr std::chrono::nanoseconds drain_every{10ms};

/// File systems whose flushes are answered by another machine.
bool is_remote(std::filesystem::path const& folder)
{
    constexpr std::int64_t nfs = 0x6969;
    constexpr std::int64_t lustre = 0x0bd0'0bd0;
    constexpr std::int64_t gpfs = 0x4750'4653;
    constexpr std::int64_t ceph = 0x00c3'6400;
    constexpr std::int64_t beegfs = 0x1983'0326;
    constexpr std::int64_t fuse = 0x6573'5546;
    constexpr std::int64_t smb2 = 0xfe53'4d42;
    struct statfs status = {};
    if (::statfs(folder.c_str(), &status) != 0) {
        return false;
    }
    auto const type = static_cast<std::int64_t>(static_cast<std::uint32_t>(status.f_type));
    return type == nfs || type == lustre || type == gpfs || type == ceph || type == beegfs ||
           type == fuse || type == smb2;
}

}  // namespace

RankJournal::RankJournal(JournalOptions options, Clock const& clock)
    : options_(std::move(options)), clock_(clock)
{
}

RankJournal::~RankJournal()
{
    close();
}

void RankJournal::open(journal::JournalIdentity const& identity)
{
    std::scoped_lock const guard{lock_};
    if (writer_) {
        return;
    }
    writer_ =
        std::make_unique<journal::JournalWriter>(options_.folder, identity, options_.durability);
    identity_ = identity;
    judge(writer_->problem().empty());
    thread_ = std::thread{[this] { run(); }};
}

void RankJournal::follow(JournalFeed& feed)
{
    std::scoped_lock const guard{lock_};
    feed_ = &feed;
}

void RankJournal::leave()
{
    std::scoped_lock const guard{lock_};
    if (feed_ == nullptr) {
        return;
    }
    static_cast<void>(commit());
    if (feed_->flushed() > 0) {
        log::info("runtime",
                  "journal: {} data drops were flushed to disk in {:.3f} s",
                  feed_->flushed(),
                  feed_->flush_seconds());
    }
    feed_ = nullptr;
}

void RankJournal::add(journal::JournalRecord record)
{
    std::scoped_lock const guard{lock_};
    records_.push_back(std::move(record));
}

void RankJournal::note(std::string text)
{
    add(journal::NoteTaken{now_us(), std::move(text)});
}

std::uint64_t RankJournal::now_us() const
{
    std::scoped_lock const guard{lock_};
    auto const passed = identity_ ? clock_.wall_ns() - identity_->begun_ns : 0;
    return passed > 0 ? static_cast<std::uint64_t>(passed) / 1000 : 0;
}

bool RankJournal::flush()
{
    std::scoped_lock const guard{lock_};
    failed_ns_ = 0;
    return commit();
}

void RankJournal::close() noexcept
{
    {
        std::scoped_lock const guard{lock_};
        closing_ = true;
        wake_.notify_all();
    }
    if (!thread_.joinable()) {
        return;
    }
    thread_.join();
    std::scoped_lock const guard{lock_};
    log::info("runtime", "journal: {} bytes in {} commits", writer_->written(), commits_);
    if (writer_->waiting() > 0) {
        log::error("runtime",
                   "{} bytes of the journal are lost: {}",
                   writer_->waiting(),
                   writer_->problem());
    }
}

void RankJournal::wait_for_room(std::stop_token const& stop) const
{
    while (waits_for_room() && !stop.stop_requested()) {
        std::this_thread::sleep_for(20ms);
    }
}

std::chrono::nanoseconds RankJournal::interval() const
{
    if (options_.interval.count > 0) {
        return std::chrono::nanoseconds{
            static_cast<std::int64_t>(options_.interval.count * static_cast<double>(second_ns))};
    }
    return is_remote(options_.folder) ? 500ms : 50ms;
}

void RankJournal::run()
{
    auto const pause = interval();
    std::unique_lock lock{lock_};
    while (!closing_) {
        static_cast<void>(commit());
        auto const next = std::chrono::steady_clock::now() + pause;
        while (!wake_.wait_for(lock, std::min(pause, drain_every), [this] { return closing_; }) &&
               std::chrono::steady_clock::now() < next) {
            if (feed_ != nullptr) {
                feed_->drain();
            }
        }
    }
    for (auto const begun_ns = clock_.monotonic_ns(); !gives_up(begun_ns);) {
        failed_ns_ = 0;
        if (commit()) {
            return;
        }
        lock.unlock();
        std::this_thread::sleep_for(100ms);
        lock.lock();
    }
}

bool RankJournal::gives_up(std::int64_t begun_ns) const
{
    auto const waited = static_cast<double>(clock_.monotonic_ns() - begun_ns) * 1e-9;
    return waited > options_.closes_within.count &&
           (!options_.told_to_stop || options_.told_to_stop());
}

// The feed is asked even while nothing can be written: its rings must not run full.
bool RankJournal::commit()
{
    if (!writer_) {
        return true;
    }
    if (feed_ != nullptr) {
        feed_->collect(news_);
    }
    writer_->add(std::span<journal::JournalEvent const>{news_.events});
    writer_->add(std::span<journal::JournalEvent const>{news_.deletions});
    for (auto& reason : news_.reasons) {
        writer_->add(journal::JournalRecord{std::move(reason)});
    }
    for (auto const& record : records_) {
        if (auto const* const batch = std::get_if<journal::EventBatch>(&record)) {
            writer_->add(batch->events);
            continue;
        }
        writer_->add(record);
    }
    if (!news_.inputs.inputs.empty()) {
        writer_->add(journal::JournalRecord{std::exchange(news_.inputs, {})});
    }
    news_.events.clear();
    news_.deletions.clear();
    news_.reasons.clear();
    records_.clear();
    if (failed_ns_ != 0 && clock_.monotonic_ns() - failed_ns_ < second_ns) {
        return false;
    }
    auto const before = writer_->written();
    if (writer_->waiting() > 0 && options_.before_commit) {
        options_.before_commit(identity_->epoch);
    }
    bool const committed = writer_->commit();
    commits_ += writer_->written() != before ? 1 : 0;
    judge(committed);
    return committed;
}

void RankJournal::judge(bool committed)
{
    failed_ns_ = committed ? 0 : clock_.monotonic_ns();
    if (committed == !waits_for_room()) {
        return;
    }
    waits_.store(!committed, std::memory_order_relaxed);
    if (committed) {
        log::info("runtime", "the journal is written again");
    } else {
        log::warn("runtime", "{}: no app is started until it can", writer_->problem());
    }
}

}  // namespace atl::runtime
