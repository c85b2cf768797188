#include "atoll/journal/journal_writer.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"
#include "atoll/core/error.hpp"

#include "journal/append_file.hpp"
#include "journal/event_block.hpp"
#include "journal/segment_format.hpp"

namespace atl::journal {

class JournalWriter::Impl {
  public:
    Impl(std::filesystem::path folder,
         JournalIdentity identity,
         Durability durability,
         std::unique_ptr<FileMaker> files)
        : folder_(std::move(folder)),
          identity_(std::move(identity)),
          durability_(durability),
          files_(std::move(files))
    {
        std::error_code failure;
        std::filesystem::create_directories(folder_, failure);
        if (failure) {
            throw Error{
                ErrorKind::io,
                fmt::format("cannot create folder '{}' ({})", folder_.string(), failure.message())};
        }
        auto const error = begin_segment();
        if (error == EEXIST) {
            throw Error{ErrorKind::io,
                        fmt::format("'{}' is there already: another program runs epoch {} of "
                                    "session '{}'",
                                    segment_path().string(),
                                    identity_.epoch,
                                    identity_.session_id),
                        "wait for it to end, or cancel it"};
        }
        if (error != 0) {
            fail(error);
        }
    }

    void add(RawRecord record)
    {
        waiting_ += record.body.size() + record_head_size + record_tail_size;
        records_.push_back(std::move(record));
    }

    bool commit()
    {
        if (records_.empty() && problem_.empty()) {
            return true;
        }
        if (!file_) {
            if (auto const error = begin_segment()) {
                return fail(error);
            }
        }
        Bytes bytes;
        if (safe_ == 0) {
            put_head({identity_, segment_, previous_}, bytes);
        }
        auto number = records_in_segment_;
        for (auto const& record : records_) {
            put_record(record, number++, bytes);
        }
        if (auto const error = file_->write(bytes, safe_)) {
            retreat();
            return fail(error);
        }
        if (auto const error = sync()) {
            // What is on disk after a failed sync is anybody's guess: the next segment has it all.
            static_cast<void>(file_->truncate(safe_));
            leave_segment();
            return fail(error);
        }
        settle(bytes.size(), number);
        return true;
    }

    [[nodiscard]] std::string const& problem() const noexcept { return problem_; }
    [[nodiscard]] std::uint64_t waiting() const noexcept { return waiting_; }
    [[nodiscard]] std::uint64_t written() const noexcept { return written_; }

  private:
    [[nodiscard]] std::filesystem::path segment_path() const
    {
        return folder_ / segment_name(identity_, segment_);
    }

    int begin_segment()
    {
        auto made = files_->make(segment_path());
        if (made.error != 0) {
            return made.error;
        }
        file_ = std::move(made.file);
        safe_ = 0;
        records_in_segment_ = 0;
        return 0;
    }

    void leave_segment()
    {
        file_.reset();
        previous_ = static_cast<std::uint32_t>(safe_);
        ++segment_;
    }

    /// Nothing half-recorded may stay; where it cannot be cut off, the segment is left as it is.
    void retreat()
    {
        if (file_->truncate(safe_) != 0) {
            leave_segment();
        }
    }

    int sync()
    {
        if (durability_ == Durability::none) {
            return 0;
        }
        if (auto const error = file_->sync()) {
            return error;
        }
        return safe_ == 0 ? files_->sync_folder(folder_) : 0;
    }

    void settle(std::uint64_t size, std::uint32_t number)
    {
        safe_ += size;
        written_ += size;
        records_in_segment_ = number;
        records_.clear();
        waiting_ = 0;
        problem_.clear();
        if (safe_ >= segment_limit) {
            leave_segment();
        }
    }

    bool fail(int error)
    {
        problem_ = fmt::format("cannot write journal '{}' ({})",
                               (folder_ / segment_name(identity_, segment_)).string(),
                               errno_text(error));
        return false;
    }

    std::filesystem::path folder_;
    JournalIdentity identity_;
    Durability durability_;
    std::unique_ptr<FileMaker> files_;
    std::unique_ptr<AppendFile> file_;  ///< Of the segment; empty before it could be made.
    std::uint32_t segment_{0};
    std::uint32_t previous_{0};
    std::uint32_t records_in_segment_{0};
    std::uint64_t safe_{0};  ///< Bytes of the segment that are committed.
    std::uint64_t written_{0};
    std::uint64_t waiting_{0};
    std::vector<RawRecord> records_;
    std::string problem_;
};

JournalWriter::JournalWriter(std::filesystem::path folder,
                             JournalIdentity identity,
                             Durability durability)
    : JournalWriter(std::move(folder), std::move(identity), durability, system_files())
{
}

JournalWriter::JournalWriter(std::filesystem::path folder,
                             JournalIdentity identity,
                             Durability durability,
                             std::unique_ptr<FileMaker> files)
    : impl_(std::make_unique<Impl>(
          std::move(folder), std::move(identity), durability, std::move(files)))
{
}

JournalWriter::~JournalWriter() = default;

void JournalWriter::add(std::span<JournalEvent const> events)
{
    while (!events.empty()) {
        auto const block = events.first(std::min(events.size(), max_block_events));
        RawRecord record;
        encode_events(block, record.body);
        impl_->add(std::move(record));
        events = events.subspan(block.size());
    }
}

void JournalWriter::add(JournalRecord const& record)
{
    ATOLL_EXPECT(!std::holds_alternative<EventBatch>(record));
    impl_->add(to_raw(record));
}

bool JournalWriter::commit()
{
    return impl_->commit();
}

std::string const& JournalWriter::problem() const noexcept
{
    return impl_->problem();
}

std::uint64_t JournalWriter::waiting() const noexcept
{
    return impl_->waiting();
}

std::uint64_t JournalWriter::written() const noexcept
{
    return impl_->written();
}

}  // namespace atl::journal
