#include "drops/data/fixed_data.hpp"

#include <mutex>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/file_bytes.hpp"

namespace atl::drops {
namespace {

/// Takes nothing: the drop's content is in the graph.
class RefusingContribution final : public Contribution {
  public:
    explicit RefusingContribution(std::string uid) : uid_(std::move(uid)) {}
    void write(std::span<std::byte const> bytes) override
    {
        if (!bytes.empty()) {
            refuse();
        }
    }
    void put(Payload content) override { write(content.bytes()); }
    std::filesystem::path path() override { refuse(); }
    void accept() override {}

  private:
    [[noreturn]] void refuse() const
    {
        throw Error{ErrorKind::io,
                    fmt::format("cannot write to '{}': its content is given by the graph", uid_)};
    }
    std::string uid_;
};

class FixedContent final : public Content {
  public:
    FixedContent(Payload content, std::string uid, std::filesystem::path file)
        : content_(std::move(content)), uid_(std::move(uid)), file_(std::move(file))
    {
    }
    ~FixedContent() override
    {
        std::error_code ignored;
        if (on_disk_) {
            std::filesystem::remove(file_, ignored);
        }
    }

    std::unique_ptr<Contribution> contribute(WriteAttempt /*attempt*/) override
    {
        return std::make_unique<RefusingContribution>(uid_);
    }
    void receive(Payload /*content*/) override {}
    Payload carry() override { return {}; }
    std::uint64_t publish() override { return content_.size(); }
    Payload read() const override { return content_; }
    std::filesystem::path path() const override
    {
        std::scoped_lock const lock{mutex_};
        if (!on_disk_) {
            write_file(file_, content_.bytes());
            on_disk_ = true;
        }
        return file_;
    }
    std::string data_url() const override { return "config://localhost/" + uid_; }
    void discard() noexcept override {}
    void remove() noexcept override {}

  private:
    Payload content_;
    std::string uid_;
    std::filesystem::path file_;
    mutable std::mutex mutex_;     // guards on_disk_
    mutable bool on_disk_{false};  // file_ was made for a process
};

}  // namespace

std::unique_ptr<Content> FixedData::make(ContentRequest const& request) const
{
    auto const& uid = request.drop.uid;
    return std::make_unique<FixedContent>(content_, uid, scratch_folder_ / file_name_of(uid));
}

Carriage FixedData::carriage(Standing /*standing*/) const noexcept
{
    return Carriage::none;
}

}  // namespace atl::drops
