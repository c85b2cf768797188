#include "drops/data/memory_data.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/file_bytes.hpp"

namespace atl::drops {
namespace {

void remove_file(std::filesystem::path const& file) noexcept
{
    std::error_code ignored;
    if (!file.empty()) {
        std::filesystem::remove(file, ignored);
    }
}

/// Part of the content, the file in memory that holds it too (empty: none does), and who wrote it.
struct Piece {
    Payload payload;
    std::filesystem::path file{};
    WriteAttempt from{};
};

Payload as_payload(std::vector<std::byte> bytes)
{
    auto owner = std::make_shared<std::vector<std::byte>>(std::move(bytes));
    return {owner, *owner};
}

class MemoryContent final : public Content {
  public:
    MemoryContent(MemoryRule const& rule, ContentRequest const& request)
        : rule_(rule),
          standing_(request.standing),
          uid_(request.drop.uid),
          file_(rule.scratch_folder / distinct_file_name_of(request.drop.uid))
    {
    }
    ~MemoryContent() override { discard(); }

    std::unique_ptr<Contribution> contribute(WriteAttempt attempt) override;
    void receive(Payload content) override
    {
        std::scoped_lock const lock{mutex_};
        pieces_.push_back({std::move(content)});
    }
    Payload carry() override
    {
        std::scoped_lock const lock{mutex_};
        join();
        auto const content = pieces_.empty() ? Payload{} : pieces_.front().payload;
        if (standing_ == Standing::guest) {
            drop_pieces();
        }
        return content;
    }

    std::uint64_t publish() override
    {
        std::scoped_lock const lock{mutex_};
        join();
        if (rule_.backing == MemoryBacking::segment) {
            materialise();
        }
        return pieces_.empty() ? 0 : pieces_.front().payload.size();
    }
    Payload read() const override
    {
        std::scoped_lock const lock{mutex_};
        join();
        return pieces_.empty() ? Payload{} : pieces_.front().payload;
    }
    std::filesystem::path path() const override
    {
        std::scoped_lock const lock{mutex_};
        join();
        materialise();
        return pieces_.front().file;
    }
    std::string data_url() const override
    {
        return rule_.backing == MemoryBacking::segment ? "shmem://localhost" + file_.string()
                                                       : "mem://localhost/" + uid_;
    }
    void discard() noexcept override
    {
        std::scoped_lock const lock{mutex_};
        drop_pieces();
    }
    void remove() noexcept override {}

    /// What an earlier try of the same app had added goes.
    void add(Piece piece)
    {
        std::scoped_lock const lock{mutex_};
        std::erase_if(pieces_, [&piece](Piece const& earlier) {
            bool const goes = earlier.from.producer == piece.from.producer &&
                              earlier.from.attempt < piece.from.attempt;
            if (goes) {
                remove_file(earlier.file);
            }
            return goes;
        });
        pieces_.push_back(std::move(piece));
    }
    std::filesystem::path const& file() const { return file_; }

  private:
    // All below: with the lock held.
    void drop_pieces() noexcept
    {
        for (auto const& piece : pieces_) {
            remove_file(piece.file);
        }
        pieces_.clear();
    }
    /// One piece, or none when nothing was written and nothing was given.
    void join() const
    {
        if (pieces_.empty() && rule_.has_initial && standing_ == Standing::owner) {
            pieces_.push_back({rule_.initial});
        }
        if (pieces_.size() < 2) {
            return;
        }
        // In the order of the producers in the graph, as in a file, not in that of their ends.
        std::ranges::stable_sort(
            pieces_, {}, [](Piece const& piece) { return piece.from.producer; });
        std::size_t size = 0;
        for (auto const& piece : pieces_) {
            size += piece.payload.size();
        }
        std::vector<std::byte> bytes;
        bytes.reserve(size);
        for (auto const& piece : pieces_) {
            auto const part = piece.payload.bytes();
            bytes.insert(bytes.end(), part.begin(), part.end());
            remove_file(piece.file);
        }
        pieces_.assign(1, Piece{as_payload(std::move(bytes))});
    }
    /// A file with \p bytes: in memory where there is room.
    std::filesystem::path store(std::span<std::byte const> bytes) const
    {
        try {
            write_file(file_, bytes);
            return file_;
        } catch (Error const&) {
            if (rule_.spill_folder.empty()) {
                throw;
            }
        }
        make_folders(rule_.spill_folder);
        auto const spilled = rule_.spill_folder / file_.filename();
        write_file(spilled, bytes);
        return spilled;
    }
    /// Gives the one piece a file in memory.
    void materialise() const
    {
        if (pieces_.empty()) {
            pieces_.emplace_back();
        }
        auto& piece = pieces_.front();
        if (piece.file.empty()) {
            piece.file = store(piece.payload.bytes());
        }
    }

    MemoryRule const& rule_;
    Standing standing_;
    std::string uid_;
    std::filesystem::path file_;
    mutable std::mutex mutex_;           // guards what follows
    mutable std::vector<Piece> pieces_;  // joined and materialised when first wanted
};

class MemoryContribution final : public Contribution {
  public:
    MemoryContribution(MemoryContent& content, std::filesystem::path file, WriteAttempt from)
        : content_(content), file_(std::move(file)), from_(from)
    {
    }
    ~MemoryContribution() override
    {
        if (handed_out_) {
            remove_file(file_);
        }
    }

    void write(std::span<std::byte const> bytes) override
    {
        if (whole_) {
            auto const begin = whole_->bytes();
            written_.assign(begin.begin(), begin.end());
            whole_.reset();
        }
        written_.insert(written_.end(), bytes.begin(), bytes.end());
    }
    void put(Payload content) override
    {
        written_.clear();
        whole_ = std::move(content);
    }
    std::filesystem::path path() override
    {
        if (!handed_out_) {
            write_file(file_, {});
            handed_out_ = true;
        }
        return file_;
    }
    void accept() override
    {
        if (whole_) {
            content_.add({std::move(*whole_), {}, from_});
        } else if (!written_.empty()) {
            content_.add({as_payload(std::move(written_)), {}, from_});
        }
        if (handed_out_ && std::filesystem::exists(file_)) {
            content_.add({read_file(file_), file_, from_});
            handed_out_ = false;
        }
    }

  private:
    MemoryContent& content_;
    std::filesystem::path file_;
    WriteAttempt from_;
    bool handed_out_{false};
    std::vector<std::byte> written_;
    std::optional<Payload> whole_;
};

std::unique_ptr<Contribution> MemoryContent::contribute(WriteAttempt attempt)
{
    auto file = file_;
    file += fmt::format(".from-{}-{}", attempt.producer, attempt.attempt);
    return std::make_unique<MemoryContribution>(*this, std::move(file), attempt);
}

}  // namespace

std::unique_ptr<Content> MemoryData::make(ContentRequest const& request) const
{
    return std::make_unique<MemoryContent>(rule_, request);
}

Carriage MemoryData::carriage(Standing /*standing*/) const noexcept
{
    return Carriage::bytes;
}

bool MemoryData::empty_by_default() const noexcept
{
    return !rule_.has_initial && rule_.backing == MemoryBacking::heap;
}

}  // namespace atl::drops
