#include "drops/data/file_data.hpp"

#include <cerrno>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/drops/staging_key.hpp"

#include "drops/data/staging.hpp"
#include "drops/file_bytes.hpp"

namespace atl::drops {
namespace {

/// A file that bytes are written to, closed with its errors seen.
class FileWriter {
  public:
    explicit FileWriter(std::filesystem::path file)
        : path_(std::move(file)), file_(std::fopen(path_.c_str(), "wbe"))
    {
        if (file_ == nullptr) {
            fail();
        }
    }
    ~FileWriter()
    {
        if (file_ != nullptr) {
            std::fclose(file_);
        }
    }
    FileWriter(FileWriter const&) = delete;
    FileWriter& operator=(FileWriter const&) = delete;

    void write(std::span<std::byte const> bytes)
    {
        if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
            fail();
        }
    }
    void close()
    {
        if (std::fclose(std::exchange(file_, nullptr)) != 0) {
            fail();
        }
    }

  private:
    [[noreturn]] void fail() const
    {
        throw Error{ErrorKind::io,
                    fmt::format("cannot write '{}': {}", path_.string(), errno_text(errno))};
    }

    std::filesystem::path path_;
    std::FILE* file_;
};

class FileContribution final : public Contribution {
  public:
    FileContribution(Staging staging, std::string name, bool clean)
        : staging_(std::move(staging)), name_(std::move(name)), clean_(clean)
    {
    }
    ~FileContribution() override
    {
        writer_.reset();
        if (wrote_) {
            staging_.drop_piece(name_);
        }
    }

    void write(std::span<std::byte const> bytes) override
    {
        if (!writer_) {
            wrote_ = true;
            writer_.emplace(staging_.open_piece(name_));
        }
        writer_->write(bytes);
    }
    void put(Payload content) override
    {
        writer_.reset();
        write(content.bytes());
    }
    std::filesystem::path path() override
    {
        if (clean_) {
            // A try before this one may have left half a file.
            staging_.discard();
            clean_ = false;
        }
        path_given_ = true;
        return staging_.file();
    }
    void accept() override
    {
        if (writer_) {
            writer_->close();
            writer_.reset();
            staging_.complete_piece(name_);
            wrote_ = false;
        } else if (!path_given_) {
            staging_.keep();
        }
    }

  private:
    Staging staging_;
    std::string name_;
    bool clean_;
    bool path_given_{false};
    bool wrote_{false};
    std::optional<FileWriter> writer_;
};

class FileContent final : public Content {
  public:
    FileContent(FileRule const& rule, ContentRequest const& request)
        : rule_(rule),
          uid_(request.drop.uid),
          one_producer_(request.one_producer),
          leftovers_(request.leftovers),
          has_producers_(request.has_producers),
          path_(resolve(rule, request))
    {
    }

    std::unique_ptr<Contribution> contribute(WriteAttempt attempt) override
    {
        auto name = fmt::format("{:010}-{}", attempt.producer, attempt.attempt);
        bool const clean = one_producer_ && (attempt.attempt > 1 || leftovers_);
        return std::make_unique<FileContribution>(staging(), std::move(name), clean);
    }
    void receive(Payload content) override
    {
        if (!content.text().empty()) {
            std::scoped_lock const lock{mutex_};
            path_ = std::filesystem::path{content.text()};
        }
    }
    Payload carry() override
    {
        auto text = std::make_shared<std::string>(path().string());
        return {text, std::as_bytes(std::span{*text})};
    }
    void adopt(std::string const& key) override
    {
        if (one_producer_ && !is_owner_staging(key)) {
            staging().discard();  // A try here before that one may have left half a file.
        }
        staging().adopt(staging(key));
    }
    void disown(std::string const& key) noexcept override { staging(key).discard(); }
    std::filesystem::path staged_at(std::string const& key) const override
    {
        return staging(key).folder();
    }
    std::uint64_t publish() override
    {
        std::error_code ignored;
        bool const is_there = std::filesystem::exists(path(), ignored);
        if (has_producers_ || is_there || (is_ours() && !rule_.must_exist)) {
            staging().publish();
        } else if (rule_.must_exist) {
            throw Error{ErrorKind::io,
                        fmt::format("'{}' is not there, and check_filepath_exists asks for it",
                                    path().string()),
                        "put the file there, or set check_filepath_exists to false"};
        } else {  // Whoever reads it will find that it is missing.
            log::warn("drops",
                      "'{}' of drop '{}' is not there, and no app of the graph makes it",
                      path().string(),
                      uid_);
        }
        return size_on_disk(path());
    }
    Payload read() const override { return read_file(path()); }
    std::filesystem::path path() const override
    {
        std::scoped_lock const lock{mutex_};
        return path_;
    }
    std::string data_url() const override { return "file://localhost" + path().string(); }
    void discard() noexcept override { staging().discard(); }
    void remove() noexcept override
    {
        std::error_code ignored;
        auto const file = path();
        std::filesystem::remove_all(file, ignored);
        if (rule_.delete_parent_directory) {
            std::filesystem::remove(file.parent_path(), ignored);
        }
    }

  private:
    static std::filesystem::path resolve(FileRule const& rule, ContentRequest const& request)
    {
        auto path_rule = rule.path;
        if (path_rule.filepath.empty()) {
            path_rule.filepath = request.learned_path;
        }
        return file_path(path_rule, request.drop, rule.parameter);
    }
    /// Whether the file is in the session's own folder.
    bool is_ours() const { return is_within(path(), rule_.path.data_folder); }
    Staging staging() const { return staging(rule_.staging); }
    Staging staging(std::string const& key) const
    {
        return Staging{path(), fmt::format("{}\n{}{}", rule_.session, uid_, key)};
    }

    FileRule const& rule_;
    std::string uid_;
    bool one_producer_;
    bool leftovers_;
    bool has_producers_;
    mutable std::mutex mutex_;    // guards path_
    std::filesystem::path path_;  // changes only where the owner's answer arrives
};

}  // namespace

std::unique_ptr<Content> FileData::make(ContentRequest const& request) const
{
    return std::make_unique<FileContent>(rule_, request);
}

Carriage FileData::carriage(Standing /*standing*/) const noexcept
{
    return rule_.learns_path ? Carriage::path : Carriage::none;
}

}  // namespace atl::drops
