#include "drops/data/directory_data.hpp"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

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
        : rule_(rule), folder_(file_path(rule.path, request.drop, rule.parameter))
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
        make_folders(folder_);
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
    DirectoryRule const& rule_;
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
