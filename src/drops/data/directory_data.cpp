#include "drops/data/directory_data.hpp"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"

#include "drops/file_bytes.hpp"

namespace atl::drops {
namespace {

[[noreturn]] void no_bytes(std::filesystem::path const& folder, std::string_view doing)
{
    throw Error{ErrorKind::io,
                fmt::format("cannot {} '{}': it is a folder", doing, folder.string()),
                "use its path"};
}

class DirectoryContribution final : public Contribution {
  public:
    DirectoryContribution(std::filesystem::path folder, FolderCreation creation)
        : folder_(std::move(folder)), creation_(creation)
    {
    }
    void write(std::span<std::byte const> /*bytes*/) override { no_bytes(folder_, "write to"); }
    void put(Payload /*content*/) override { no_bytes(folder_, "write to"); }
    std::filesystem::path path() override
    {
        bool const before_use = creation_ == FolderCreation::before_use;
        make_folders(before_use ? folder_ : folder_.parent_path());
        return folder_;
    }
    void accept() override {}

  private:
    std::filesystem::path folder_;
    FolderCreation creation_;
};

class DirectoryContent final : public Content {
  public:
    DirectoryContent(DirectoryRule const& rule, ContentRequest const& request)
        : rule_(rule),
          uid_(request.drop.uid),
          has_producers_(request.has_producers),
          folder_(file_path(rule.path, request.drop, rule.parameter))
    {
        if (!folder_.has_filename()) {
            folder_ = folder_.parent_path();
        }
    }

    std::unique_ptr<Contribution> contribute(WriteAttempt /*attempt*/) override
    {
        return std::make_unique<DirectoryContribution>(folder_, rule_.creation);
    }
    void receive(Payload /*content*/) override {}
    Payload carry() override { return {}; }
    std::uint64_t publish() override
    {
        if (has_producers_ || may_be_made()) {
            make_folders(folder_);
        } else if (!std::filesystem::is_directory(folder_)) {
            report_missing();
        }
        return size_on_disk(folder_);
    }
    Payload read() const override { no_bytes(folder_, "read"); }
    std::filesystem::path path() const override { return folder_; }
    std::string data_url() const override { return "file://localhost" + folder_.string(); }
    void discard() noexcept override {}
    void remove() noexcept override
    {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

  private:
    /// Whether nobody minds when a folder that no app makes is made: outside of the session's own
    /// folder only if the graph asks for it.
    bool may_be_made() const
    {
        return rule_.creation == FolderCreation::before_use ||
               (!rule_.must_exist && is_within(folder_, rule_.path.data_folder));
    }
    void report_missing() const
    {
        if (rule_.must_exist) {
            throw Error{
                ErrorKind::io,
                fmt::format("'{}' is no folder, and check_exists asks for one", folder_.string()),
                "put the folder there, or set check_exists to false"};
        }
        log::warn("drops",
                  "'{}' of drop '{}' is not there, and no app of the graph makes it",
                  folder_.string(),
                  uid_);
    }

    DirectoryRule const& rule_;
    std::string uid_;
    bool has_producers_;
    std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<Content> DirectoryData::make(ContentRequest const& request) const
{
    return std::make_unique<DirectoryContent>(rule_, request);
}

Carriage DirectoryData::carriage(Standing /*standing*/) const noexcept
{
    return Carriage::none;
}

}  // namespace atl::drops
